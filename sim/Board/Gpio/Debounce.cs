using Wugang.Sim.Board;

namespace System.Device.Gpio;

/// <summary>
/// The ESP32 port's debounce. An edge starts a timer; edges while it runs are lost. When it ends, the edge is
/// reported only if the pin then shows the level that was awaited, and the level is not looked at again.
/// </summary>
internal sealed class Debounce : IDisposable
{
    /// <summary>One FreeRTOS tick: no shorter timer exists.</summary>
    public const int MinTimeoutMs = 10;

    private readonly Lock _gate = new();
    private readonly VirtualPin _pin;
    private readonly Action<bool> _report;
    private readonly Timer _timer;
    private TimeSpan _timeout;
    private bool _awaitedLevel;
    private bool _isTimerRunning;

    public Debounce(VirtualPin pin, Action<bool> report)
    {
        _pin = pin;
        _report = report;
        _timer = new Timer(_ => OnTimer());
    }

    public TimeSpan Timeout
    {
        get
        {
            lock (_gate)
            {
                return _timeout;
            }
        }

        set
        {
            lock (_gate)
            {
                _timeout = value;
            }
        }
    }

    /// <summary>Awaits the opposite of the present level from now on.</summary>
    public void Arm()
    {
        bool level = _pin.Level;
        lock (_gate)
        {
            _awaitedLevel = !level;
        }
    }

    /// <summary>An edge at the pin; <paramref name="level"/> is the level after it.</summary>
    public void OnEdge(bool level)
    {
        lock (_gate)
        {
            if (_timeout <= TimeSpan.Zero)
            {
                _awaitedLevel = !level;
                _report(level);
            }
            else if (!_isTimerRunning)
            {
                _isTimerRunning = true;
                double waitMs = Math.Max(_timeout.TotalMilliseconds, MinTimeoutMs);
                _timer.Change(TimeSpan.FromMilliseconds(waitMs), Threading.Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
    }

    private void OnTimer()
    {
        // The pin's lock comes before this one, as in OnEdge: read the level first.
        bool level = _pin.Level;
        lock (_gate)
        {
            _isTimerRunning = false;
            if (level == _awaitedLevel)
            {
                _awaitedLevel = !level;
                _report(level);
            }
        }
    }
}
