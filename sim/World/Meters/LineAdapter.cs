using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>An adapter through which something outside the world speaks and listens on a line, byte by byte.</summary>
public sealed class LineAdapter : LineEnd
{
    private const int UsPerMs = 1000;

    private readonly Rs485Line _line;

    public LineAdapter(Rs485Line line)
    {
        _line = line;
        line.Attach(this);
    }

    /// <summary>A byte has arrived.</summary>
    public event Action<byte>? Heard;

    /// <summary>
    /// Speed and framing; <c>default</c> where the outside has none, as a pseudo terminal: then it hears every
    /// speed, and everybody hears what it sends, at once.
    /// </summary>
    public LineSettings Settings { get; set; }

    /// <summary>Speaks, from now on.</summary>
    public void Send(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            _line.Send(this, Settings, bytes);
        }
    }

    internal override void OnStarted(Transmission transmission)
    {
        for (int i = 0; i < transmission.Count; i++)
        {
            int index = i;
            _line.Time.At((transmission.EndOf(index) + UsPerMs - 1) / UsPerMs, () => Hear(transmission, index));
        }
    }

    private void Hear(Transmission transmission, int index)
    {
        if (index < transmission.Count)
        {
            Heard?.Invoke(transmission.Hear(index, Settings));
        }
    }
}
