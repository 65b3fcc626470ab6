using System;
using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// What makes a node this one, on its flash: its configuration and its keys, in canonical spelling, and the certificate of the authority
/// that vouches for its broker. Of each there are two files, and one small slot says which count: a change of all is one write, whole or
/// not at all over a loss of power at any moment.
/// </summary>
/// <remarks>
/// While nothing is on trial both files hold the same, so that damage to one leaves the other. A configuration that the supervisor
/// sent is on trial in the second file, while the first keeps the last good one: it counts once the supervisor has
/// acknowledged a record that was made under it, and is given up after <see cref="Limits.MaxTrialStarts"/> starts or
/// <see cref="Limits.MaxTrialMs"/> without.
/// </remarks>
public sealed class NodeStore
{
    private const int GoodOffset = 0;
    private const int TrialOffset = 1;
    private const int StartsOffset = 2;
    private const int KeysOffset = 3;

    // In the upper half of the keys' byte, so that a node that was set up before there was TLS finds what it had.
    private const int AuthorityShift = 4;
    private const int FileMask = 0x0F;
    private const int TrialVersionOffset = 4;
    private const int GivenUpVersionOffset = 8;
    private const int UpdateIdOffset = 12;
    private const int StateBytes = 20;

    private readonly DocumentPair _configurations;
    private readonly DocumentPair _keys;
    private readonly DocumentPair _authorities;
    private readonly Slot _slot;
    private byte[] _state = new byte[StateBytes];

    /// <summary>Looks at what the storage holds, and changes nothing.</summary>
    public NodeStore(IStorage storage)
    {
        _configurations = new DocumentPair(storage, "config", Sha256.HashBytes + Limits.MaxSettingsBytes);
        _keys = new DocumentPair(storage, "keys", Limits.MaxKeysBytes);
        _authorities = new DocumentPair(storage, "ca", Limits.MaxAuthorityBytes);
        _slot = new Slot(storage, "chosen", StateBytes);
        _slot.Load(_state);
    }

    /// <summary>Whether the configuration that is read has not been acknowledged yet.</summary>
    public bool IsOnTrial
    {
        get { return _state[TrialOffset] != 0; }
    }

    /// <summary>SHA-256 of the configuration that was read last; null before.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>Number of the newest update that was answered; 0 before the first.</summary>
    public long UpdateId
    {
        get { return LittleEndian.ReadInt64(_state, UpdateIdOffset); }
    }

    /// <summary>Version of the configuration that was given up and of which no record tells yet; 0 where there is none.</summary>
    public int GivenUpVersion
    {
        get { return (int)LittleEndian.ReadUInt32(_state, GivenUpVersionOffset); }
    }

    /// <summary>
    /// To be called once when the node starts, before anything is read: counts the start of a trial or gives it up, and heals a
    /// damaged file from the other.
    /// </summary>
    public void BeginStart()
    {
        if (IsOnTrial)
        {
            CountTrialStart();
        }
        else
        {
            Heal(_configurations, GoodOffset, 0);
        }

        Heal(_keys, KeysOffset, 0);
        Heal(_authorities, KeysOffset, AuthorityShift);
    }

    /// <summary>The canonical text of the configuration to run with, or null where there is none.</summary>
    public byte[] ReadConfiguration()
    {
        byte[] document = _configurations.Read(IsOnTrial ? _state[TrialOffset] : _state[GoodOffset]);
        if (document == null || document.Length <= Sha256.HashBytes)
        {
            return null;
        }

        Hash = new byte[Sha256.HashBytes];
        Array.Copy(document, 0, Hash, 0, Hash.Length);
        byte[] text = new byte[document.Length - Hash.Length];
        Array.Copy(document, Hash.Length, text, 0, text.Length);
        return text;
    }

    /// <summary>The canonical text of the keys, or null where there are none.</summary>
    public byte[] ReadKeys()
    {
        return _keys.Read(Chosen(KeysOffset, 0));
    }

    /// <summary>The certificate of the authority that vouches for the broker, in PEM, or null where there is none.</summary>
    public byte[] ReadAuthority()
    {
        return _authorities.Read(Chosen(KeysOffset, AuthorityShift));
    }

    /// <summary>Takes what a person brought to the node; it counts from the next start on, and ends a trial.</summary>
    /// <param name="configuration">Canonical text that was found good, or null to leave the configuration as it is.</param>
    /// <param name="keys">Canonical text that was found good, or null to leave the keys as they are.</param>
    /// <param name="authority">A certificate in PEM that was found good, or null to leave it as it is.</param>
    /// <returns>False if it was not stored: then nothing has changed.</returns>
    public bool Put(byte[] configuration, byte[] keys, byte[] authority)
    {
        byte[] next = Copy(_state);
        byte[] document = configuration == null ? null : WithHash(configuration, Sha256.HashOf(configuration));
        bool isWritten = TryWrite(_configurations, document, next, GoodOffset, 0)
            && TryWrite(_keys, keys, next, KeysOffset, 0)
            && TryWrite(_authorities, authority, next, KeysOffset, AuthorityShift);
        if (isWritten && configuration != null)
        {
            EndTrial(next);
        }

        return isWritten && Save(next);
    }

    /// <summary>Notes that an update was answered, so that it is not looked at again.</summary>
    public bool NoteUpdate(long id)
    {
        byte[] next = Copy(_state);
        LittleEndian.WriteInt64(next, UpdateIdOffset, id);
        return Save(next);
    }

    /// <summary>Puts the configuration of an update on trial from the next start on. None may be on trial.</summary>
    /// <param name="configuration">Canonical text that was found good.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="version">Its version.</param>
    /// <param name="id">Number of the update.</param>
    /// <returns>False if it was not stored: then nothing has changed.</returns>
    public bool BeginTrial(byte[] configuration, byte[] hash, int version, long id)
    {
        byte file = DocumentPair.OtherOf(_state[GoodOffset]);
        if (!_configurations.Write(file, WithHash(configuration, hash)))
        {
            return false;
        }

        byte[] next = Copy(_state);
        next[TrialOffset] = file;
        next[StartsOffset] = 0;
        LittleEndian.WriteUInt32(next, TrialVersionOffset, (uint)version);
        LittleEndian.WriteInt64(next, UpdateIdOffset, id);
        return Save(next);
    }

    /// <summary>Makes the configuration on trial the good one.</summary>
    /// <returns>False if it was not stored: the trial goes on.</returns>
    public bool Confirm()
    {
        byte[] next = Copy(_state);
        next[GoodOffset] = _state[TrialOffset];
        EndTrial(next);
        return Save(next);
    }

    /// <summary>Gives the configuration on trial up: from the next start on the node runs with the last good one.</summary>
    /// <returns>False if it was not stored: the trial goes on.</returns>
    public bool GiveUp()
    {
        return Save(GivenUp());
    }

    /// <summary>Notes that a record tells of the configuration that was given up.</summary>
    public bool ForgetGivenUp()
    {
        byte[] next = Copy(_state);
        LittleEndian.WriteUInt32(next, GivenUpVersionOffset, 0);
        return Save(next);
    }

    private void CountTrialStart()
    {
        byte[] next = Copy(_state);
        next[StartsOffset]++;
        bool isTried = next[StartsOffset] <= Limits.MaxTrialStarts && _configurations.Read(_state[TrialOffset]) != null;

        // A start that cannot be counted might be tried without end: then the last good one it is.
        if (!isTried || !Save(next))
        {
            byte[] givenUp = GivenUp();
            Save(givenUp);
            _state = givenUp;
        }
    }

    private byte[] GivenUp()
    {
        byte[] next = Copy(_state);
        LittleEndian.WriteUInt32(next, GivenUpVersionOffset, LittleEndian.ReadUInt32(_state, TrialVersionOffset));
        EndTrial(next);
        return next;
    }

    /// <summary>Writes a document, if there is one, beside the one that counts, and has it count in the next state.</summary>
    private bool TryWrite(DocumentPair pair, byte[] document, byte[] next, int offset, int shift)
    {
        if (document == null)
        {
            return true;
        }

        byte file = DocumentPair.OtherOf(Chosen(offset, shift));
        Choose(next, offset, shift, file);
        return pair.Write(file, document);
    }

    private byte Chosen(int offset, int shift)
    {
        return (byte)((_state[offset] >> shift) & FileMask);
    }

    private static void Choose(byte[] state, int offset, int shift, byte file)
    {
        state[offset] = (byte)((state[offset] & ~(FileMask << shift)) | (file << shift));
    }

    /// <summary>Lets both files hold the same; whichever is whole serves where the one that should count is not.</summary>
    private void Heal(DocumentPair pair, int offset, int shift)
    {
        byte file = Chosen(offset, shift);
        if (file == 0)
        {
            return;
        }

        byte other = DocumentPair.OtherOf(file);
        byte[] good = pair.Read(file);
        byte[] spare = pair.Read(other);
        if (good == null && spare != null)
        {
            _state = Copy(_state);
            Choose(_state, offset, shift, other);
            if (Save(_state))
            {
                pair.Write(file, spare);
            }
        }
        else if (good != null && (spare == null || !AreEqual(good, spare)))
        {
            pair.Write(other, good);
        }
    }

    private bool Save(byte[] next)
    {
        if (!_slot.Save(next))
        {
            return false;
        }

        _state = next;
        return true;
    }

    private static void EndTrial(byte[] state)
    {
        state[TrialOffset] = 0;
        state[StartsOffset] = 0;
    }

    private static byte[] WithHash(byte[] configuration, byte[] hash)
    {
        byte[] document = new byte[hash.Length + configuration.Length];
        Array.Copy(hash, 0, document, 0, hash.Length);
        Array.Copy(configuration, 0, document, hash.Length, configuration.Length);
        return document;
    }

    private static byte[] Copy(byte[] bytes)
    {
        byte[] copy = new byte[bytes.Length];
        Array.Copy(bytes, 0, copy, 0, copy.Length);
        return copy;
    }

    private static bool AreEqual(byte[] first, byte[] second)
    {
        bool areEqual = first.Length == second.Length;
        for (int i = 0; areEqual && i < first.Length; i++)
        {
            areEqual = first[i] == second[i];
        }

        return areEqual;
    }
}
