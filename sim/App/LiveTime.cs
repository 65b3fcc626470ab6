using System.Diagnostics;
using Wugang.Sim.World;

namespace Wugang.Sim.App;

/// <summary>A time of the virtual world that is the real one: on a thread of its own, which sleeps while nothing is due.</summary>
internal sealed class LiveTime : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly long _startMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private readonly VirtualTime _time;
    private readonly Thread _thread;
    private volatile bool _isClosing;

    /// <param name="name">Of its thread.</param>
    public LiveTime(string name)
    {
        _time = new VirtualTime(_startMs);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    private long NowMs => _startMs + _elapsed.ElapsedMilliseconds;

    /// <summary>Looks at what lives in this time, or does something to it, while nothing else happens there.</summary>
    public T Do<T>(Func<VirtualTime, T> act)
    {
        lock (_gate)
        {
            _time.RunUntil(NowMs);
            T result = act(_time);
            _changed.Set();
            return result;
        }
    }

    /// <summary>Does something again and again, beginning after the first pause.</summary>
    public void Every(int pauseMs, Action act)
    {
        Do(time =>
        {
            Repeat(time, pauseMs, act);
            return 0;
        });
    }

    public void Dispose()
    {
        _isClosing = true;
        _changed.Set();
        _thread.Join();
        _changed.Dispose();
    }

    private static void Repeat(VirtualTime time, int pauseMs, Action act)
    {
        time.After(pauseMs, () =>
        {
            act();
            Repeat(time, pauseMs, act);
        });
    }

    private void Run()
    {
        while (!_isClosing)
        {
            long pauseMs;
            lock (_gate)
            {
                _time.RunUntil(NowMs);
                pauseMs = Math.Min(_time.NextMs - _time.NowMs, int.MaxValue);
            }

            _changed.WaitOne((int)pauseMs);
        }
    }
}
