namespace Wugang.Supervisor.Registry.Billing;

/// <summary>What a document is. Stored by name.</summary>
public enum BillingPaperKind
{
    /// <summary>A tariff file, JSON; of the whole city.</summary>
    Tariff = 1,

    /// <summary>An account at a utility, JSON.</summary>
    Account = 2,

    /// <summary>A utility's table of bills, CSV.</summary>
    Bills = 3,
}
