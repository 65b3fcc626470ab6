namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>Something that a person must know of, as one look at a node finds it.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Detail">More about it in words of the wire.</param>
/// <param name="AtMs">When it began last, milliseconds since 1970 UTC.</param>
public sealed record AlertCondition(AlertKey Key, string Detail, long AtMs)
{
    /// <summary>Whether it is so now; else it was, and is over.</summary>
    public bool Holds { get; init; } = true;

    /// <summary>Grows each time it begins anew, such as the number of the record that says so; 0 where nothing tells.</summary>
    public long Mark { get; init; }

    /// <summary>From when on it deserves an alert, unless there is one already; milliseconds since 1970 UTC.</summary>
    public long DueMs { get; init; }
}
