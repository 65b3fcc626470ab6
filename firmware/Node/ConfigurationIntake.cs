using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node;

/// <summary>
/// Puts the parts of a configuration together that the supervisor signed for this node, and hashes them, a little in each step. A part
/// that is lost loses the update: whoever sent it hears no answer and sends it anew under a higher number.
/// </summary>
internal sealed class ConfigurationIntake
{
    private readonly NodeId _node;
    private readonly NodeKey _key;
    private readonly ConfigurationPart _part = new ConfigurationPart();
    private byte[] _text;
    private int _textBytes;
    private long _partCount;
    private long _partsTaken;
    private Sha256 _hash;
    private int _hashedBytes;

    public ConfigurationIntake(NodeId node, NodeKey key)
    {
        _node = node;
        _key = key;
    }

    /// <summary>Number of the update that is being put together; 0 where there is none.</summary>
    public long Id { get; private set; }

    /// <summary>Until when it may be taken, milliseconds since 1970 UTC.</summary>
    public long ExpiresUnixMs { get; private set; }

    /// <summary>The person who asks.</summary>
    public string By { get; private set; }

    /// <summary>SHA-256 of the whole, once <see cref="Step"/> has said that it is.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>Whether the next step has work.</summary>
    public bool IsBusy
    {
        get { return Id != 0 && _partsTaken == _partCount; }
    }

    /// <summary>Takes a message, if it is a part of a configuration for this node.</summary>
    /// <param name="message">As it was received.</param>
    /// <param name="answeredId">Number of the newest update that was answered: older ones are over.</param>
    /// <returns>Whether the supervisor signed it, new or not.</returns>
    public bool Take(byte[] message, long answeredId)
    {
        bool isGenuine = _part.Read(message, _node) == ReadStatus.Ok && _part.Signed.Names(_key) && _part.Signed.IsSignedBy(_key);
        if (isGenuine && _part.Id > answeredId)
        {
            if (_part.Id > Id && _part.Part == 0)
            {
                Begin();
            }

            Add();
        }

        return isGenuine;
    }

    /// <summary>Goes on with the hash.</summary>
    /// <returns>Whether the update is whole: it is to be judged now, and forgotten.</returns>
    public bool Step()
    {
        if (!IsBusy)
        {
            return false;
        }

        int rest = _textBytes - _hashedBytes;
        int count = rest < Limits.MaxHashedBytesPerStep ? rest : Limits.MaxHashedBytesPerStep;
        _hash.Append(_text, _hashedBytes, count);
        _hashedBytes += count;
        if (_hashedBytes < _textBytes)
        {
            return false;
        }

        Hash = _hash.Complete();
        return true;
    }

    /// <summary>The whole text.</summary>
    public byte[] GetText()
    {
        byte[] text = new byte[_textBytes];
        Array.Copy(_text, 0, text, 0, text.Length);
        return text;
    }

    /// <summary>Lets the update and its memory go.</summary>
    public void Forget()
    {
        Id = 0;
        _text = null;
        _hash = null;
        Hash = null;
    }

    private void Begin()
    {
        Id = _part.Id;
        ExpiresUnixMs = _part.ExpiresUnixMs;
        By = _part.By;
        _partCount = _part.PartCount;
        _partsTaken = 0;
        _text = new byte[_partCount * Limits.MaxConfigurationPartBytes];
        _textBytes = 0;
        _hash = new Sha256();
        _hashedBytes = 0;
    }

    /// <summary>Adds the part if it is the next one; one that comes again is passed over.</summary>
    private void Add()
    {
        if (_part.Id != Id || _part.PartCount != _partCount || _part.Part != _partsTaken)
        {
            return;
        }

        Array.Copy(_part.Content, 0, _text, _textBytes, _part.Content.Length);
        _textBytes += _part.Content.Length;
        _partsTaken++;
    }
}
