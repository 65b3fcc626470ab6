using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// Keeps a broker that never ends a handshake from stopping the node again and again. Such a handshake stops the whole chip until its
/// watchdog restarts it; so the boots that ended within their first handshake are counted on flash, and from the second one in a row on the
/// next boot waits before its own: a minute, then twice as long each time, up to an hour. One may be a loss of power.
/// </summary>
internal sealed class HandshakeGuard
{
    private const int FirstWaitMs = 60000;
    private const int MaxDoublings = 6;
    private const int MaxWaitMs = 3600000;
    private const int FirstThatWaits = 2;
    private const int MaxCount = FirstThatWaits + MaxDoublings;

    private readonly Slot _slot;
    private readonly byte[] _count = new byte[1];
    private bool _isBegun;

    public HandshakeGuard(IStorage storage)
    {
        _slot = new Slot(storage, "tls", _count.Length);
        _slot.Load(_count);
        WaitMs = WaitFor(_count[0]);
    }

    /// <summary>How long after the boot the first handshake may begin, in milliseconds.</summary>
    public int WaitMs { get; }

    /// <summary>A handshake begins; the first of this boot is noted.</summary>
    public void Begin()
    {
        if (!_isBegun)
        {
            _isBegun = true;
            _count[0] += (byte)(_count[0] < MaxCount ? 1 : 0);
            _slot.Save(_count);
        }
    }

    /// <summary>A handshake has ended, one way or the other: no later one of this boot is noted.</summary>
    public void End()
    {
        if (_count[0] != 0)
        {
            _count[0] = 0;
            _slot.Save(_count);
        }
    }

    private static int WaitFor(int count)
    {
        if (count < FirstThatWaits)
        {
            return 0;
        }

        int waitMs = FirstWaitMs << (count - FirstThatWaits);
        return waitMs < MaxWaitMs ? waitMs : MaxWaitMs;
    }
}
