using Wugang.Firmware.Core;

namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// What a phone does on its way from the radio to the step: a fixed ring that one side fills and the other empties. Two places are
/// kept for a phone that comes or goes, so that what one phone has written never runs into what the next one writes.
/// </summary>
public sealed class PhoneRing
{
    private const int PlacesToComeAndGo = 2;

    private readonly PhoneEvent[] _events = new PhoneEvent[Limits.MaxPendingPhoneEvents + PlacesToComeAndGo];
    private readonly object _lock = new object();
    private int _oldest;
    private int _count;

    /// <returns>False where there is no room; nothing was added.</returns>
    public bool TryAdd(PhoneEvent happened)
    {
        lock (_lock)
        {
            int places = happened.Kind == PhoneEventKind.Wrote ? Limits.MaxPendingPhoneEvents : _events.Length;
            if (_count >= places)
            {
                return false;
            }

            _events[(_oldest + _count) % _events.Length] = happened;
            _count++;
            return true;
        }
    }

    /// <summary>Takes the oldest event, or null where there is none.</summary>
    public PhoneEvent Take()
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                return null;
            }

            PhoneEvent happened = _events[_oldest];
            _events[_oldest] = null;
            _oldest = (_oldest + 1) % _events.Length;
            _count--;
            return happened;
        }
    }
}
