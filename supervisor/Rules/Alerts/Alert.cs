namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>Something that a person must take notice of and close.</summary>
public sealed record Alert
{
    /// <summary>Its number, growing; 0 before it is stored.</summary>
    public long Id { get; init; }

    public required string Facility { get; init; }

    public required AlertKey Key { get; init; }

    /// <summary>More about it in words of the wire, as of the newest time it happened.</summary>
    public required string Detail { get; init; }

    public AlertState State { get; init; } = AlertState.Open;

    /// <summary>When the supervisor opened it, milliseconds since 1970 UTC.</summary>
    public required long OpenedMs { get; init; }

    /// <summary>When it happened last, milliseconds since 1970 UTC.</summary>
    public required long NewestMs { get; init; }

    /// <summary>When it was over, milliseconds since 1970 UTC; 0 while it goes on.</summary>
    public long EndedMs { get; init; }

    /// <summary>How often it happened since it was opened; at least once.</summary>
    public required long Count { get; init; }

    /// <summary>The mark of the newest time it happened (<see cref="AlertCondition.Mark"/>).</summary>
    public long Mark { get; init; }

    /// <summary>What happened from an earlier state of it, or from nothing, to this one.</summary>
    public IEnumerable<AlertChange> ChangesSince(Alert? before)
    {
        bool isAgain = before is not null && Count > before.Count;
        if (before is null)
        {
            yield return AlertChange.Opened;
        }
        else if (isAgain)
        {
            yield return AlertChange.Repeated;
        }

        if (EndedMs != 0 && (before is null || isAgain || before.EndedMs == 0))
        {
            yield return AlertChange.Ended;
        }
    }
}
