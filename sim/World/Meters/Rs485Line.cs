using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// Two wires on which one speaks at a time and everybody else hears it. Each transmission is one event, at its end; a
/// silent line has none.
/// </summary>
public sealed class Rs485Line
{
    private const int UsPerMs = 1000;

    private readonly VirtualTime _time;
    private readonly List<LineEnd> _ends = [];
    private readonly List<Transmission> _newest = [];

    public Rs485Line(VirtualTime time)
    {
        _time = time;
    }

    /// <summary>Whether the wires are cut: nobody hears anybody.</summary>
    public bool IsCut { get; set; }

    /// <summary>The time of its world.</summary>
    public VirtualTime Time => _time;

    internal void Attach(LineEnd end)
    {
        _ends.Add(end);
    }

    /// <summary>Speaks from now on, whoever else does.</summary>
    /// <param name="sender">Who speaks.</param>
    /// <param name="settings">Speed and framing; <c>default</c> for a sender without.</param>
    /// <param name="bytes">One or more.</param>
    internal Transmission Send(LineEnd sender, LineSettings settings, byte[] bytes)
    {
        Transmission sent = new(sender, settings, _time.NowMs * UsPerMs, bytes);
        _newest.RemoveAll(other => other.EndUs <= sent.StartUs);
        _newest.ForEach(sent.Cross);
        _newest.Add(sent);
        if (!IsCut)
        {
            LineEnd[] listeners = [.. _ends.Where(end => end != sender)];
            Array.ForEach(listeners, end => end.OnStarted(sent));
            _time.At((sent.EndUs + UsPerMs - 1) / UsPerMs, () => Array.ForEach(listeners, end => end.OnEnded(sent)));
        }

        return sent;
    }
}
