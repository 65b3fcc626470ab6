namespace System.Device.Adc;

/// <summary>How a channel measures.</summary>
public enum AdcChannelMode
{
    /// <summary>Against ground.</summary>
    SingleEnded = 0,

    /// <summary>Between two channels.</summary>
    Differential = 1,
}
