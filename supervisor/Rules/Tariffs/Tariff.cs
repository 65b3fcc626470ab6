using Wugang.Firmware.Core.Metering;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>What one medium costs in one region, by day and by class of customer (docs/reference/tariffs.md).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Region">Where it holds.</param>
/// <param name="Medium">What it prices; by kWh for electricity, by m³ for water and gas.</param>
/// <param name="Calendar">Where its midnight is.</param>
/// <param name="IsFictional">Invented for examples and tests: no real bill may be judged by it.</param>
/// <param name="Rounding">How yuan become fen.</param>
/// <param name="Editions">What held from which day on, in order, without gap and overlap.</param>
public sealed record Tariff(
    string Id,
    BilingualName Name,
    string Region,
    Medium Medium,
    LocalCalendar Calendar,
    bool IsFictional,
    Rounding Rounding,
    IReadOnlyList<TariffEdition> Editions)
{
    /// <summary>Wh in a kWh, litres in a m³: prices are per that many.</summary>
    public const int BaseUnitsPerUnit = 1000;

    /// <summary>The unit of prices: <c>kWh</c> or <c>m3</c>.</summary>
    public string Unit => Medium == Medium.Electricity ? "kWh" : "m3";

    /// <summary>The unit of registers: <c>wh</c> or <c>l</c>.</summary>
    public string BaseUnit => Medium == Medium.Electricity ? "wh" : "l";

    /// <summary>What holds on a day, or null.</summary>
    public TariffEdition? FindEdition(DateOnly day)
    {
        return Editions.FirstOrDefault(edition => edition.Covers(day));
    }
}
