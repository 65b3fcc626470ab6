using System.Device.Pwm;
using System.Diagnostics.CodeAnalysis;

namespace Iot.Device.Buzzer;

/// <summary>A piezo buzzer on a PWM channel.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "The name is that of the real library.")]
public class Buzzer : IDisposable
{
    private readonly PwmChannel _channel;

    /// <param name="pinNumber">GPIO number; the pin must have the function of a PWM output already.</param>
    public Buzzer(int pinNumber)
        : this(PwmChannel.CreateFromPin(pinNumber)!)
    {
    }

    public Buzzer(PwmChannel pwmChannel)
    {
        _channel = pwmChannel;
    }

    /// <summary>Sounds until it is stopped.</summary>
    /// <param name="frequency">In hertz.</param>
    public void StartPlaying(double frequency)
    {
        _channel.Frequency = (int)frequency;
        _channel.Start();
    }

    public void StopPlaying()
    {
        _channel.Stop();
    }

    public void Dispose()
    {
        _channel.Dispose();
        GC.SuppressFinalize(this);
    }
}
