namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>When tiers begin anew, in local time. 0 is never valid.</summary>
public enum TierCycle
{
    /// <summary>On the first day of each month.</summary>
    Month = 1,

    /// <summary>On 1 January.</summary>
    Year = 2,

    /// <summary>With each bill: on a day of the month where one is given, else where the priced time begins.</summary>
    Bill = 3,
}
