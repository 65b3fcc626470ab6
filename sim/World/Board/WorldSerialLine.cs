using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.World.Board;

/// <summary>
/// A board's serial port on a line: what it sends takes its time, what it hears has its speed or is rubbish. Nothing is
/// heard while it sends, unless the adapter gives the board's own bytes back.
/// </summary>
public sealed class WorldSerialLine : LineEnd, IByteBus
{
    private const int UsPerMs = 1000;

    private readonly VirtualTime _time;
    private readonly Queue<Transmission> _heard = new();
    private LineSettings _settings;
    private Transmission? _sent;
    private int _taken;

    public WorldSerialLine(VirtualTime time)
    {
        _time = time;
        Line = new Rs485Line(time);
        Line.Attach(this);
    }

    /// <summary>The line; meters are hung on it.</summary>
    public Rs485Line Line { get; }

    /// <summary>Whether the adapter hears the board itself.</summary>
    public bool HasEcho { get; set; }

    private long NowUs => _time.NowMs * UsPerMs;

    public void Configure(LineSettings settings)
    {
        _settings = settings;
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        _sent = Line.Send(this, _settings, buffer[offset..(offset + count)]);
        if (HasEcho)
        {
            _heard.Enqueue(_sent);
        }
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        while (read < count && _heard.TryPeek(out Transmission? oldest))
        {
            if (_taken >= oldest.Count)
            {
                _heard.Dequeue();
                _taken = 0;
            }
            else if (oldest.EndOf(_taken) > NowUs)
            {
                break;
            }
            else
            {
                bool isDeaf = !HasEcho && oldest.IsCrossedBy(this, _taken);
                buffer[offset + read] = oldest.Hear(_taken, _settings);
                read += isDeaf ? 0 : 1;
                _taken++;
            }
        }

        return read;
    }

    internal override void OnStarted(Transmission transmission)
    {
        _heard.Enqueue(transmission);
    }

    /// <summary>The board has lost its power: it falls silent, and what it has not read is gone.</summary>
    internal void Forget()
    {
        _sent?.StopAt(NowUs);
        _heard.Clear();
        _taken = 0;
        _settings = default;
    }
}
