namespace Wugang.Hardware.Checks;

/// <summary>What the board measures of the battery, and where it cuts it off.</summary>
/// <param name="FullScaleMv">Battery voltage at the converter's largest reading, in millivolts.</param>
/// <param name="BusCutOffMv">Voltage of the bus at which the comparator opens, in millivolts.</param>
/// <param name="MainsMv">Input voltage below which mains counts as lost, in millivolts.</param>
public sealed record BatteryCircuit(double FullScaleMv, double BusCutOffMv, double MainsMv)
{
    // The Schottky diode from the battery to the bus at a few hundred milliamperes.
    private const double DiodeMv = 350;
    private const double LoopSupplyMv = 5000;

    /// <summary>Voltage of the battery at which it is cut off, in millivolts.</summary>
    public double CutOffMv => BusCutOffMv + DiodeMv;

    public static BatteryCircuit Read(Schematic schematic)
    {
        double referenceMv = LoopSupplyMv / Ratio(schematic, "5V_LOOP", "REF_2V5");
        return new BatteryCircuit(
            LoopCircuit.FullScaleMv * Ratio(schematic, "BAT", "BATTERY_SENSE"),
            referenceMv * Ratio(schematic, "VSYS", "BUS_SENSE"),
            referenceMv * Ratio(schematic, "VIN", "MAINS_SENSE"));
    }

    /// <summary>How many times the voltage of a divider's top is that of its middle.</summary>
    private static double Ratio(Schematic schematic, string top, string middle)
    {
        return 1 + (schematic.ResistanceBetween(top, middle) / schematic.ResistanceBetween(middle, "GND"));
    }
}
