using Wugang.Firmware.Node.Ports;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.World.Board;

/// <summary>A GPIO with the board's pulse counter at it, which starts from 0 at each boot, and what gives the pulses.</summary>
public sealed class WorldPulseInput : IPulseInput
{
    private readonly VirtualTime _time;
    private PulseOutput? _output;
    private long _givenAtAttach;
    private long _givenByHand;
    private long _givenAtBoot;

    internal WorldPulseInput(VirtualTime time)
    {
        _time = time;
    }

    public long Count => Given - _givenAtBoot;

    /// <summary>Pulses that were given since the world began, whether or not a board counted them.</summary>
    public long Given => _givenByHand + (_output is null ? 0 : _output.GivenAt(_time.NowMs) - _givenAtAttach);

    /// <summary>Connects a meter's pulse output.</summary>
    public void Attach(PulseOutput output)
    {
        _givenByHand = Given;
        _output = output;
        _givenAtAttach = output.GivenAt(_time.NowMs);
    }

    /// <summary>So many pulses are given.</summary>
    internal void Give(long count)
    {
        _givenByHand += count;
    }

    /// <summary>The board boots: its counter starts from 0.</summary>
    internal void Forget()
    {
        _givenAtBoot = Given;
    }
}
