using Wugang.Firmware.Core.Config;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App.Meters;

/// <summary>A line of the virtual world whose time is the real one.</summary>
internal sealed class LiveLine : IDisposable
{
    private readonly LiveTime _time = new("Serial line");
    private readonly Rs485Line _line;
    private readonly LineAdapter _adapter;

    public LiveLine()
    {
        _line = _time.Do(time => new Rs485Line(time));
        _adapter = new LineAdapter(_line);
        _adapter.Heard += value => Heard?.Invoke(value);
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
        return _time.Do(_ => act(_line));
    }

    /// <summary>Does something again and again, beginning after the first pause.</summary>
    public void Every(int pauseMs, Action act)
    {
        _time.Every(pauseMs, act);
    }

    public void Dispose()
    {
        _time.Dispose();
    }
}
