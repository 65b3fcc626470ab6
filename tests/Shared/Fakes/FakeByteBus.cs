using System;
using System.Collections;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A serial line whose far end answers by a script, one reply to each request, at once.</summary>
internal sealed class FakeByteBus : IByteBus
{
    private readonly ArrayList _replies = new ArrayList();
    private readonly byte[] _arrived = new byte[4096];
    private int _arrivedCount;
    private int _takenCount;

    /// <summary>Whether the line gives back what was sent.</summary>
    public bool IsEchoing { get; set; }

    public LineSettings Settings { get; private set; }

    /// <summary>Requests so far, in hexadecimal digits, each behind a space.</summary>
    public string Sent { get; private set; } = "";

    public int SentCount { get; private set; }

    /// <summary>Adds what answers the next request that has no reply yet; nothing for silence.</summary>
    public void Reply(string hex)
    {
        _replies.Add(hex);
    }

    /// <summary>Lets bytes arrive.</summary>
    public void Arrive(string hex)
    {
        byte[] bytes = Bytes.FromHex(hex);
        Array.Copy(bytes, 0, _arrived, _arrivedCount, bytes.Length);
        _arrivedCount += bytes.Length;
    }

    public void Configure(LineSettings settings)
    {
        Settings = settings;
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        string request = Bytes.ToHex(Bytes.Slice(buffer, offset, count));
        Sent += " " + request;
        SentCount++;
        if (IsEchoing)
        {
            Arrive(request);
        }

        if (_replies.Count > 0)
        {
            Arrive((string)_replies[0]);
            _replies.RemoveAt(0);
        }
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        int waiting = _arrivedCount - _takenCount;
        int taken = count < waiting ? count : waiting;
        Array.Copy(_arrived, _takenCount, buffer, offset, taken);
        _takenCount += taken;
        return taken;
    }
}
