using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Provisioning;

namespace Wugang.Firmware.Node.Setup;

/// <summary>
/// What a phone has sent, all in one file and in one frame, until it is put in its places: all of it or nothing, whenever the power
/// goes. A frame that was cut is no frame, so that nothing of it counts; a whole one is put in place at the next start, again
/// and again until that was not cut either, and only then removed.
/// </summary>
public sealed class PendingSetup
{
    private const string FileName = "pending";

    // Each part: kind, length (2 bytes, little-endian), content.
    private const int PartHeaderBytes = 3;
    private const int MaxBytes = Frame.HeaderBytes + (4 * PartHeaderBytes)
        + Limits.MaxSettingsBytes + Limits.MaxKeysBytes + WifiCredentials.StoredBytes;

    // On the flash: never renumber, only append.
    private const byte SettingsPart = 1;
    private const byte KeysPart = 2;
    private const byte WifiPart = 3;
    private const byte AnotherNodePart = 4;

    private readonly IStorage _storage;
    private readonly byte[] _frame = new byte[MaxBytes];

    public PendingSetup(IStorage storage)
    {
        _storage = storage;
    }

    /// <summary>Stores what is to be put in place at the next start.</summary>
    /// <param name="settings">The settings' text; null where they stay.</param>
    /// <param name="keys">The keys' text; null where they stay.</param>
    /// <param name="wifi">The network; null where it stays.</param>
    /// <param name="isAnotherNode">Whether the node becomes another one: then its keys and all that it has recorded so far go.</param>
    /// <returns>False if it may not survive a loss of power; then nothing of it counts.</returns>
    public bool Save(byte[] settings, byte[] keys, WifiCredentials wifi, bool isAnotherNode)
    {
        int end = Frame.HeaderBytes;
        end = isAnotherNode ? Put(end, AnotherNodePart, new byte[0]) : end;
        end = settings == null ? end : Put(end, SettingsPart, settings);
        end = keys == null ? end : Put(end, KeysPart, keys);
        end = wifi == null ? end : Put(end, WifiPart, wifi.ToBytes());
        int count = Frame.Write(_frame, Frame.HeaderBytes, end - Frame.HeaderBytes, _frame);
        _storage.Delete(FileName);
        bool isStored = _storage.Append(FileName, _frame, 0, count);
        if (!isStored)
        {
            _storage.Delete(FileName);
        }

        Array.Clear(_frame, 0, _frame.Length);
        return isStored;
    }

    /// <summary>Puts in place what is pending, at a start and before anything is read.</summary>
    /// <param name="settingsName">The file of the settings.</param>
    /// <param name="keysName">The file of the keys.</param>
    public void Install(string settingsName, string keysName)
    {
        int count = _storage.Read(FileName, _frame);
        int contentCount = Frame.ContentCount(_frame, 0, count);
        bool isInPlace = true;
        int at = Frame.HeaderBytes;
        while (at < Frame.HeaderBytes + contentCount)
        {
            byte kind = _frame[at];
            byte[] content = new byte[_frame[at + 1] | (_frame[at + 2] << 8)];
            Array.Copy(_frame, at + PartHeaderBytes, content, 0, content.Length);
            isInPlace = InstallPart(kind, content, settingsName, keysName) && isInPlace;
            at += PartHeaderBytes + content.Length;
        }

        Array.Clear(_frame, 0, _frame.Length);
        if (isInPlace)
        {
            _storage.Delete(FileName);
        }
    }

    private bool InstallPart(byte kind, byte[] content, string settingsName, string keysName)
    {
        switch (kind)
        {
            case AnotherNodePart:
                ForgetTheRest();
                return true;

            case SettingsPart:
                return Replace(settingsName, content);

            case KeysPart:
                return Replace(keysName, content);

            case WifiPart:
                WifiCredentials wifi = WifiCredentials.FromBytes(content);
                return wifi == null || WifiStore.Save(_storage, wifi);

            default:
                return true;
        }
    }

    private void ForgetTheRest()
    {
        string[] names = _storage.List();
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] != FileName && !WifiStore.Owns(names[i]))
            {
                _storage.Delete(names[i]);
            }
        }
    }

    private bool Replace(string name, byte[] content)
    {
        _storage.Delete(name);
        return _storage.Append(name, content, 0, content.Length);
    }

    private int Put(int at, byte kind, byte[] content)
    {
        _frame[at] = kind;
        _frame[at + 1] = (byte)(content.Length & 0xFF);
        _frame[at + 2] = (byte)(content.Length >> 8);
        Array.Copy(content, 0, _frame, at + PartHeaderBytes, content.Length);
        return at + PartHeaderBytes + content.Length;
    }
}
