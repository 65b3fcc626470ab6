namespace Wugang.Hardware.Checks;

/// <summary>RS-485: what the resistors of a port make of a silent line.</summary>
/// <param name="Port">A or B.</param>
/// <param name="UpOhm">From the positive wire to the supply.</param>
/// <param name="DownOhm">From the negative wire to ground.</param>
/// <param name="TerminationOhm">The board's own termination, which a jumper connects.</param>
public sealed record LineCalculation(char Port, double UpOhm, double DownOhm, double TerminationOhm)
{
    /// <summary>A silent line reads as ones for sure above this, in millivolts (TIA/EIA-485-A: 200 mV).</summary>
    public const double LeastIdleMv = 200;

    // The isolated converter's output at a light load, at its worst (Mornsun B_S-1WR3: 5 V, 5 % below at most).
    private const double SupplyMv = 4750;

    // Input resistance of one receiver (TIA/EIA-485-A: one unit load is 12 kilo-ohms).
    private const double UnitLoadOhm = 12000;

    public static LineCalculation Read(Schematic schematic, char port)
    {
        string positive = $"RS485{port}_BUS_P";
        string negative = $"RS485{port}_BUS_N";
        return new LineCalculation(
            port,
            schematic.ResistanceBetween(positive, "5V_" + port),
            schematic.ResistanceBetween(negative, "GND_" + port),
            schematic.ResistanceBetween(negative, "TERM_" + port));
    }

    /// <summary>Voltage between the wires while nobody sends.</summary>
    /// <param name="terminationCount">Resistors of 120 ohms on the line, 0 to 2.</param>
    /// <param name="meterCount">Meters on the line, one unit load each.</param>
    public double IdleMv(int terminationCount, int meterCount)
    {
        double betweenOhm = 1 / ((terminationCount / TerminationOhm) + ((meterCount + 1) / UnitLoadOhm));
        return SupplyMv * betweenOhm / (UpOhm + DownOhm + betweenOhm);
    }

    /// <summary>The three lines that there are: short, long with the board at one end, long with the board's own jumper open.</summary>
    public static Table Write(IEnumerable<LineCalculation> ports)
    {
        Table table = new("port", "line", "terminations", "meters", "idle, mV", "at least, mV");
        foreach (LineCalculation port in ports)
        {
            table.Add(port.Port.ToString(), "below 100 m", "0", "8", Table.Number(port.IdleMv(0, 8)), Table.Number(LeastIdleMv));
            table.Add(port.Port.ToString(), "long, one end", "1", "8", Table.Number(port.IdleMv(1, 8)), Table.Number(LeastIdleMv));
            table.Add(port.Port.ToString(), "long, both ends", "2", "0", Table.Number(port.IdleMv(2, 0)), Table.Number(LeastIdleMv));
        }

        return table;
    }
}
