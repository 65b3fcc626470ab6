using Wugang.Sim.Board;

namespace System.Device.Adc;

/// <summary>The converter of the board whose firmware creates it: 12 bits, against ground.</summary>
public class AdcController : AdcControllerBase
{
    private readonly PowerCycle _cycle = PowerCycle.Current;

    public override int ChannelCount => VirtualAnalogInputs.Count;

    /// <exception cref="NotSupportedException">The mode is not that of single channels.</exception>
    public override AdcChannelMode ChannelMode
    {
        get => AdcChannelMode.SingleEnded;
        set
        {
            if (!IsChannelModeSupported(value))
            {
                throw new NotSupportedException("The virtual board measures single channels.");
            }
        }
    }

    public override int MaxValue => 4095;

    public override int MinValue => 0;

    public override int ResolutionInBits => 12;

    public override bool IsChannelModeSupported(AdcChannelMode channelMode)
    {
        return channelMode == AdcChannelMode.SingleEnded;
    }

    /// <exception cref="ArgumentOutOfRangeException">The chip has no such channel.</exception>
    public override AdcChannel OpenChannel(int channelNumber)
    {
        _cycle.ThrowIfLost();
        return new AdcChannel(this, _cycle, _cycle.Board.AnalogInputs[channelNumber]);
    }
}
