namespace Wugang.Firmware.Core.Metering;

/// <summary>Which active energy of an electricity meter is its register; always the total over all tariffs.</summary>
public enum EnergyQuantity : byte
{
    /// <summary>What the building takes: what is billed.</summary>
    Forward = 1,

    /// <summary>What the building gives back, as from a solar roof.</summary>
    Reverse = 2,

    /// <summary>Forward and reverse as the meter combines them.</summary>
    Combined = 3,
}
