namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>The kinds of meter, as a frame names them in its second byte.</summary>
public static class Cjt188Type
{
    public const byte ColdWater = 0x10;

    public const byte HotWater = 0x11;

    public const byte DrinkingWater = 0x12;

    public const byte ReclaimedWater = 0x13;

    public const byte Heat = 0x20;

    public const byte Cooling = 0x21;

    public const byte HeatAndCooling = 0x22;

    public const byte Gas = 0x30;

    /// <summary>Any kind, in a request to whoever is there.</summary>
    public const byte Any = 0xAA;

    /// <summary>Whether the kind is water or gas, which are counted in litres.</summary>
    public static bool IsVolume(byte type)
    {
        return (type >= ColdWater && type <= ReclaimedWater) || type == Gas;
    }
}
