using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Hardware.Checks;

/// <summary>One state of a loop: what the converter reads, and what the firmware takes for it.</summary>
/// <param name="Name">The state as a person calls it.</param>
/// <param name="Ohm">Resistance that the loop should have.</param>
/// <param name="Least">Lowest reading, with every tolerance at its worst.</param>
/// <param name="Nominal">Reading with all parts as they should be.</param>
/// <param name="Most">Highest reading, with every tolerance at its worst.</param>
/// <param name="BandLeast">Lowest reading that the firmware takes for this state.</param>
/// <param name="BandMost">Highest reading that the firmware takes for it.</param>
public sealed record LoopRow(string Name, double Ohm, int Least, int Nominal, int Most, int BandLeast, int BandMost)
{
    // What leaks from a cut wire to its neighbour, and what is left of a short.
    private const double CutOhm = 1000000;
    private const double ShortOhm = 1;

    public bool IsInBand => Least >= BandLeast && Most <= BandMost;

    /// <summary>The four states of a zone's loop.</summary>
    public static IReadOnlyList<LoopRow> Compute(LoopSettings loop, LoopCircuit circuit)
    {
        return
        [
            Row("short", ShortOhm, ZoneCondition.Short, loop, circuit),
            Row("well", circuit.EndOhm, ZoneCondition.Normal, loop, circuit),
            Row("active", circuit.EndOhm + circuit.AlarmOhm, ZoneCondition.Active, loop, circuit),
            Row("cut", CutOhm, ZoneCondition.Cut, loop, circuit),
        ];
    }

    private static LoopRow Row(string name, double ohm, ZoneCondition condition, LoopSettings loop, LoopCircuit circuit)
    {
        LoopBands bands = new(loop);
        int[] readings = [.. Enumerable.Range(0, Limits.AnalogFullScale + 1).Where(reading => bands.ConditionOf(reading) == condition)];
        return new LoopRow(
            name, ohm, (int)Math.Floor(circuit.Least(ohm)), (int)Math.Round(circuit.Nominal(ohm)), (int)Math.Ceiling(circuit.Most(ohm)), readings[0], readings[^1]);
    }
}
