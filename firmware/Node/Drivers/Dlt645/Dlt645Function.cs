namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>The functions in the lower five bits of a control byte.</summary>
public static class Dlt645Function
{
    /// <summary>Sets the clocks of all meters, which do not answer.</summary>
    public const int SetClocks = 0x08;

    public const int Read = 0x11;

    /// <summary>Reads on where a reply said that there is more.</summary>
    public const int ReadNext = 0x12;

    public const int ReadAddress = 0x13;

    public const int Write = 0x14;

    public const int WriteAddress = 0x15;

    public const int Freeze = 0x16;

    public const int ChangeSpeed = 0x17;

    public const int ChangePassword = 0x18;

    public const int ClearMaximumDemand = 0x19;

    public const int ClearMeter = 0x1A;

    public const int ClearEvents = 0x1B;

    /// <summary>Opens or closes the relay.</summary>
    public const int Relay = 0x1C;

    /// <summary>Reads data, in the edition of 1997.</summary>
    public const int Read1997 = 0x01;

    /// <summary>Reads on, in the edition of 1997.</summary>
    public const int ReadNext1997 = 0x02;

    /// <summary>Writes data, in the edition of 1997.</summary>
    public const int Write1997 = 0x04;
}
