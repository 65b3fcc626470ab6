using Wugang.Sim.Board;

namespace Wugang.Sim.App.Meters;

/// <summary>The newest question and answer on a serial line, as bytes.</summary>
internal sealed class LineListener
{
    private const int BytesMax = 64;

    private readonly Lock _lock = new();
    private readonly List<byte> _heard = [];
    private byte[] _sent = [];
    private long _heardMs;

    public LineListener(VirtualUart uart, LiveLine line)
    {
        uart.Transmitted += NoteSent;
        line.Heard += NoteHeard;
    }

    /// <summary>What was sent last, what was heard since, in hexadecimal digits, and milliseconds since the last byte of it; null where there was none.</summary>
    public (string Sent, string Heard, long? AgeMs) Newest
    {
        get
        {
            lock (_lock)
            {
                return (Convert.ToHexString(_sent), Convert.ToHexString([.. _heard]), _heardMs == 0 ? null : Environment.TickCount64 - _heardMs);
            }
        }
    }

    private void NoteSent(byte[] bytes)
    {
        lock (_lock)
        {
            _sent = bytes;
            _heard.Clear();
        }
    }

    private void NoteHeard(byte value)
    {
        lock (_lock)
        {
            _heardMs = Environment.TickCount64;
            if (_heard.Count < BytesMax)
            {
                _heard.Add(value);
            }
        }
    }
}
