namespace Wugang.Firmware.Core.Safety;

/// <summary>What may fail beside the zones. Never renumber, only append; 0 is never valid.</summary>
public enum EquipmentFault : byte
{
    /// <summary>Mains is lost; the battery carries the node.</summary>
    Mains = 1,

    BatteryLow = 2,

    /// <summary>The battery will soon be empty.</summary>
    BatteryExhausted = 3,

    /// <summary>The circuit of the siren is cut, shorted or of another resistance.</summary>
    SirenCircuit = 4,
}
