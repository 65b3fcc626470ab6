namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Whether a bill charges the price that is due. 0 is never valid.</summary>
public enum BillOutcome
{
    /// <summary>The residential price was applied.</summary>
    Applied = 1,

    /// <summary>It was not: the bill asks for more.</summary>
    NotApplied = 2,

    /// <summary>That cannot be told, and the reason is said.</summary>
    CannotTell = 3,
}
