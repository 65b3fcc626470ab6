namespace Wugang.Hardware.Checks;

/// <summary>The siren's circuit and the panic comparators that reach it without the firmware.</summary>
public static class SirenCalculation
{
    private const double SupplyMv = 5000;
    private const double ReferenceTolerance = 0.02;
    private const double ComparatorErrorMv = 40;
    private const double LowestBusMv = 10225;
    private const double SirenMa = 400;
    private const double FuseHoldMa = 500;
    private const double FuseOhm = 1.0;
    private const double RelayPullInMv = 9000;

    public static IReadOnlyList<Requirement> Requirements(Schematic schematic)
    {
        LoopCircuit loop = LoopCircuit.OfZone(schematic, 1);
        double reference = SupplyMv / (1 + (schematic.ResistanceBetween("5V_LOOP", "REF_1V2") / schematic.ResistanceBetween("REF_1V2", "GND")));
        double well = Terminal(loop, loop.EndOhm * 1.01 + LoopCircuit.WireOhm);
        double active = Terminal(loop, (loop.EndOhm + loop.AlarmOhm) * 0.99);
        return
        [
            Requirement.AtMost("loop that is well, longest line, mV", well + ComparatorErrorMv, reference * (1 - ReferenceTolerance)),
            Requirement.AtLeast("loop that is active, mV", active - ComparatorErrorMv, reference * (1 + ReferenceTolerance)),
            Requirement.AtMost("current of the siren, mA", SirenMa, FuseHoldMa),
            Requirement.AtLeast("voltage at the siren with an empty battery, mV", LowestBusMv - (SirenMa * FuseOhm), 9000),
            Requirement.AtLeast("voltage of the relay's coil with an empty battery, mV", LowestBusMv, RelayPullInMv),
        ];
    }

    private static double Terminal(LoopCircuit loop, double ohm)
    {
        double parallel = 1 / ((1 / ohm) + (1 / (loop.TopOhm + loop.BottomOhm)));
        return SupplyMv * parallel / (loop.PullUpOhm + parallel);
    }
}
