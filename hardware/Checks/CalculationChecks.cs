namespace Wugang.Hardware.Checks;

/// <summary>Every computed figure keeps to its limit.</summary>
public static class CalculationChecks
{
    public static IEnumerable<Fault> FindAll(Schematic schematic)
    {
        return PowerCalculation.Requirements()
            .Concat(SirenCalculation.Requirements(schematic))
            .Concat(HeatCalculation.Requirements())
            .Concat(Enumerable.Range(1, 3).SelectMany(number => PulseCalculation.Read(schematic, number).Requirements()))
            .Concat("AB".SelectMany(port => LineRequirements(LineCalculation.Read(schematic, port))))
            .Where(requirement => !requirement.IsMet)
            .Select(requirement => new Fault(requirement.Name, FormattableString.Invariant($"is {requirement.Value:0.#}, the limit is {requirement.Limit:0.#}")));
    }

    private static IEnumerable<Requirement> LineRequirements(LineCalculation port)
    {
        return new (int Terminations, int Meters)[] { (0, 8), (1, 8), (2, 0) }
            .Select(line => Requirement.AtLeast(
                $"RS-485 {port.Port} with {line.Terminations} terminations, mV", port.IdleMv(line.Terminations, line.Meters), LineCalculation.LeastIdleMv));
    }
}
