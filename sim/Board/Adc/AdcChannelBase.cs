namespace System.Device.Adc;

/// <summary>What every channel of a converter offers.</summary>
public abstract class AdcChannelBase
{
    public AdcController Controller { get; private protected set; } = null!;

    /// <summary>The value as a part of the controller's largest.</summary>
    public double ReadRatio()
    {
        return ReadValue() / (double)Controller.MaxValue;
    }

    public abstract int ReadValue();
}
