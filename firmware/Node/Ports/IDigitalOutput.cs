namespace Wugang.Firmware.Node.Ports;

/// <summary>An output that is on or off: siren driver, buzzer, status LED.</summary>
public interface IDigitalOutput
{
    /// <summary>Switches the output; acts before it returns.</summary>
    void Write(bool isOn);
}
