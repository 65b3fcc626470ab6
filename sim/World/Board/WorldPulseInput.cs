using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>A meter's pulse output with the board's counter at it, which starts from 0 at each boot.</summary>
public sealed class WorldPulseInput : IPulseInput
{
    public long Count { get; private set; }

    /// <summary>Pulses the meter has given since the world began, whether or not a board counted them.</summary>
    public long Given { get; private set; }

    /// <summary>The meter gives pulses.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isCounted">Whether the board has power.</param>
    internal void Give(long count, bool isCounted)
    {
        Given += count;
        Count += isCounted ? count : 0;
    }

    internal void Forget()
    {
        Count = 0;
    }
}
