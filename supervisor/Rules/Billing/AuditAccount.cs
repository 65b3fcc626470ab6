using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>An account at a utility: whose it is, what it is metered by, and which price the policy grants it.</summary>
/// <param name="Account">Its number; empty for the only one.</param>
/// <param name="Facility">The facility; empty where it is not said.</param>
/// <param name="Tariff">The prices.</param>
/// <param name="Class">The class whose price is due (clause P6).</param>
public sealed record AuditAccount(string Account, string Facility, Tariff Tariff, string Class)
{
    /// <summary>Node whose records hold the registers; empty where they are in a file.</summary>
    public string Node { get; init; } = "";

    /// <summary>Name of the meter on that node.</summary>
    public string Meter { get; init; } = "";

    /// <summary>File of the registers; empty where they are a node's.</summary>
    public string RegistersFile { get; init; } = "";

    /// <summary>The class whose price would be asked for otherwise; empty where it is not known.</summary>
    public string Otherwise { get; init; } = "";

    public string Voltage { get; init; } = "";

    public int Households { get; init; } = 1;

    public int? CycleDay { get; init; }

    public MixedUse? Mixed { get; init; }

    /// <summary>Where the register begins again at 0, in Wh or litres; 0 where it does not.</summary>
    public long RolloverAt { get; init; }

    /// <summary>The price of a time as it is due.</summary>
    public PriceRequest RequestOf(long fromMs, long toMs)
    {
        return new PriceRequest(Tariff, Class, fromMs, toMs)
        {
            Voltage = Voltage,
            Households = Households,
            CycleDay = CycleDay,
            Mixed = Mixed,
        };
    }

    /// <summary>What the same time would cost without the policy, or null.</summary>
    public PriceRequest? OtherwiseRequestOf(long fromMs, long toMs)
    {
        return Otherwise.Length == 0 ? null : RequestOf(fromMs, toMs) with { Class = Otherwise, Voltage = "", Mixed = null };
    }
}
