namespace Wugang.Hardware.Checks;

/// <summary>A computed figure and its limit.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Value">As computed.</param>
/// <param name="Limit">What it must not pass.</param>
/// <param name="IsLimitAbove">Whether the limit is the most, not the least.</param>
public sealed record Requirement(string Name, double Value, double Limit, bool IsLimitAbove)
{
    public bool IsMet => IsLimitAbove ? Value <= Limit : Value >= Limit;

    public static Requirement AtMost(string name, double value, double limit)
    {
        return new Requirement(name, value, limit, true);
    }

    public static Requirement AtLeast(string name, double value, double limit)
    {
        return new Requirement(name, value, limit, false);
    }

    public static Table Write(IEnumerable<Requirement> requirements, int decimals = 0)
    {
        Table table = new("figure", "computed", "limit");
        foreach (Requirement requirement in requirements)
        {
            table.Add(
                requirement.Name,
                Table.Number(requirement.Value, decimals),
                (requirement.IsLimitAbove ? "at most " : "at least ") + Table.Number(requirement.Limit, decimals));
        }

        return table;
    }
}
