namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>The functions in the lower six bits of a control byte.</summary>
public static class Cjt188Function
{
    public const int Read = 0x01;

    public const int ReadAddress = 0x03;

    public const int Write = 0x04;

    public const int WriteAddress = 0x15;

    /// <summary>Sets the register itself: never sent by a node.</summary>
    public const int SetRegister = 0x16;

    /// <summary>Opens and closes the valve, with some vendors.</summary>
    public const int VendorValve = 0x2A;
}
