using Wugang.Sim.Board;

namespace System.Device.Adc;

/// <summary>An open channel. It belongs to the power cycle it was opened in and throws once that has ended.</summary>
public class AdcChannel : AdcChannelBase, IDisposable
{
    private readonly PowerCycle _cycle;
    private readonly VirtualAnalogInput _input;
    private bool _isDisposed;

    internal AdcChannel(AdcController controller, PowerCycle cycle, VirtualAnalogInput input)
    {
        Controller = controller;
        _cycle = cycle;
        _input = input;
    }

    public override int ReadValue()
    {
        _cycle.ThrowIfLost();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return (int)Math.Round(_input.Ratio * Controller.MaxValue);
    }

    public void Dispose()
    {
        _isDisposed = true;
        GC.SuppressFinalize(this);
    }
}
