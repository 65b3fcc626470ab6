using System.Diagnostics;
using Wugang.Firmware.Core.Config;
using Wugang.Sim.World;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App.Meters;

/// <summary>
/// A line of the virtual world whose time is the real one: on a thread of its own, which sleeps while nothing is due.
/// </summary>
internal sealed class LiveLine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly long _startMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private readonly VirtualTime _time;
    private readonly Rs485Line _line;
    private readonly LineAdapter _adapter;
    private readonly Thread _thread;
    private volatile bool _isClosing;

    public LiveLine()
    {
        _time = new VirtualTime(_startMs);
        _line = new Rs485Line(_time);
        _adapter = new LineAdapter(_line);
        _adapter.Heard += value => Heard?.Invoke(value);
        _thread = new Thread(Run) { IsBackground = true, Name = "Serial line" };
        _thread.Start();
    }

    /// <summary>A byte has arrived at this end; raised on the line's thread.</summary>
    public event Action<byte>? Heard;

    /// <summary>Sends bytes; <c>default</c> settings are heard by every meter, whatever its speed.</summary>
    public void Send(byte[] bytes, LineSettings settings)
    {
        Do(line =>
        {
            _adapter.Settings = settings;
            _adapter.Send(bytes);
            return 0;
        });
    }

    /// <summary>Looks at the line, or does something to it or to a meter on it, while nothing else happens there.</summary>
    public T Do<T>(Func<Rs485Line, T> act)
    {
        lock (_gate)
        {
            _time.RunUntil(NowMs);
            T result = act(_line);
            _changed.Set();
            return result;
        }
    }

    /// <summary>Does something again and again, beginning after the first pause.</summary>
    public void Every(int pauseMs, Action act)
    {
        Do(_ =>
        {
            Repeat(pauseMs, act);
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

    private long NowMs => _startMs + _elapsed.ElapsedMilliseconds;

    private void Repeat(int pauseMs, Action act)
    {
        _time.After(pauseMs, () =>
        {
            act();
            Repeat(pauseMs, act);
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
