namespace Wugang.Supervisor.Registry.FloorPlans;

/// <summary>Where a zone is on the floor plan of its facility.</summary>
/// <param name="Node">The node.</param>
/// <param name="Zone">The zone on it.</param>
/// <param name="X">From the left edge, in thousandths of the plan's width.</param>
/// <param name="Y">From the top edge, in thousandths of its height.</param>
public sealed record ZonePlace(string Node, string Zone, long X, long Y)
{
    /// <summary>Highest place on an axis.</summary>
    public const int Max = 1000;
}
