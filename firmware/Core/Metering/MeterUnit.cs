namespace Wugang.Firmware.Core.Metering;

/// <summary>The unit in which a meter counts what it sells. Never renumber, only append; 0 is never valid.</summary>
public enum MeterUnit : byte
{
    WattHour = 1,

    KilowattHour = 2,

    MegawattHour = 3,

    Litre = 4,

    CubicMetre = 5,
}
