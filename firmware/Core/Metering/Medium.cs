namespace Wugang.Firmware.Core.Metering;

/// <summary>What a meter measures. Never renumber, only append; 0 is never valid.</summary>
public enum Medium : byte
{
    /// <summary>Energy in watt-hours; on the wire <c>electricity</c> and <c>register_wh</c>.</summary>
    Electricity = 1,

    /// <summary>Volume in litres; on the wire <c>water</c> and <c>register_l</c>.</summary>
    Water = 2,

    /// <summary>Volume in litres at the meter's conditions; on the wire <c>gas</c> and <c>register_l</c>.</summary>
    Gas = 3,
}
