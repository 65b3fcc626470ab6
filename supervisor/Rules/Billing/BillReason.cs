namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Why a verdict on a bill is what it is. 0 is never valid.</summary>
public enum BillReason
{
    /// <summary>The amount is that of the price that is due.</summary>
    AmountIsDue = 1,

    /// <summary>The amount is that of the price that would be asked for otherwise.</summary>
    AmountIsOfOtherClass = 2,

    /// <summary>The amount is above that of the price that is due.</summary>
    AmountAbove = 3,

    /// <summary>The amount is below that of the price that is due.</summary>
    AmountBelow = 4,

    /// <summary>No account of ours has this number.</summary>
    AccountUnknown = 5,

    /// <summary>The registers are not there, or do not cover the time, or the tariff does not.</summary>
    NotPriceable = 6,

    /// <summary>What was consumed earlier in the tier cycle is not known.</summary>
    CycleUnknown = 7,

    /// <summary>The difference is no larger than what is estimated.</summary>
    Estimated = 8,

    /// <summary>Nobody compared the tariff with the document.</summary>
    TariffUnverified = 9,
}
