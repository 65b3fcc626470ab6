using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>A GPIO that drives something, with the times at which it was switched.</summary>
public sealed class WorldOutput : IDigitalOutput
{
    private readonly VirtualTime _time;

    internal WorldOutput(VirtualTime time)
    {
        _time = time;
    }

    /// <summary>The output was switched: on or off.</summary>
    public event Action<bool>? Switched;

    public bool IsOn { get; private set; }

    /// <summary>When it was last switched, milliseconds since 1970 UTC; 0 before.</summary>
    public long SwitchedMs { get; private set; }

    public void Write(bool isOn)
    {
        if (isOn != IsOn)
        {
            IsOn = isOn;
            SwitchedMs = _time.NowMs;
            Switched?.Invoke(isOn);
        }
    }
}
