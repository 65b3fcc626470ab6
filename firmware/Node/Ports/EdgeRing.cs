using Wugang.Firmware.Core;

namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// Edges on their way from an interrupt to the step: a fixed ring that one side fills and the other empties. Where it
/// is full the newest edge is lost; the step also polls the level, so a lost edge can be late but not missed.
/// </summary>
public sealed class EdgeRing
{
    private readonly long[] _atMs = new long[Limits.MaxPendingEdges];
    private readonly bool[] _isHigh = new bool[Limits.MaxPendingEdges];
    private readonly object _lock = new object();
    private int _oldest;
    private int _count;

    public void Add(bool isHigh, long atMs)
    {
        lock (_lock)
        {
            if (_count == Limits.MaxPendingEdges)
            {
                return;
            }

            int index = (_oldest + _count) % Limits.MaxPendingEdges;
            _isHigh[index] = isHigh;
            _atMs[index] = atMs;
            _count++;
        }
    }

    public bool TryTake(out bool isHigh, out long atMs)
    {
        lock (_lock)
        {
            isHigh = _isHigh[_oldest];
            atMs = _atMs[_oldest];
            if (_count == 0)
            {
                return false;
            }

            _oldest = (_oldest + 1) % Limits.MaxPendingEdges;
            _count--;
            return true;
        }
    }
}
