namespace Wugang.Firmware.Node.Ports;

/// <summary>The siren driver.</summary>
public interface ISirenOutput
{
    /// <summary>Sounds or silences the siren; acts before it returns.</summary>
    void Drive(bool isSounding);
}
