using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A price as JSON (docs/reference/tariffs.md): quantities in kWh or m³, amounts in yuan, the sum in fen.</summary>
public sealed record PriceDocument(
    string Tariff,
    string Region,
    string Medium,
    string Class,
    bool Verified,
    bool Fictional,
    string From,
    string To,
    string Unit,
    decimal Consumption,
    long ConsumptionBase,
    string ConsumptionBaseUnit,
    decimal EstimatedConsumption,
    IReadOnlyList<PriceDocument.Line> Lines,
    decimal Total,
    long TotalFen,
    IReadOnlyList<string> Notes)
{
    /// <summary>What a line of a class without periods of the day has as its period.</summary>
    public const string AllDay = "all_day";

    /// <summary>Names as <c>unit_price</c>, Chinese as it is.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>One line: <paramref name="Quantity"/> times <paramref name="UnitPrice"/> is <paramref name="Amount"/>.</summary>
    public sealed record Line(
        string Kind,
        BilingualName Name,
        string Class,
        int? Tier,
        string? Season,
        string? Period,
        string? Fee,
        string From,
        string To,
        decimal Quantity,
        decimal EstimatedQuantity,
        string Unit,
        decimal UnitPrice,
        decimal Amount,
        string Document);

    public static PriceDocument Of(Price price)
    {
        Tariff tariff = price.Request.Tariff;
        return new PriceDocument(
            tariff.Id,
            tariff.Region,
            Firmware.Core.Metering.Media.NameOf(tariff.Medium),
            price.Request.Class,
            price.IsVerified,
            tariff.IsFictional,
            NameOf(price.Request.FromMs),
            NameOf(price.Request.ToMs),
            tariff.Unit,
            Units(price.Quantity),
            price.Quantity,
            tariff.BaseUnit,
            Units(price.EstimatedQuantity),
            [.. price.Lines.Select(LineOf)],
            price.TotalFen / 100m,
            price.TotalFen,
            price.Notes);

        Line LineOf(PriceLine line)
        {
            return new Line(
                line.Kind switch
                {
                    PriceLineKind.Consumption => "consumption",
                    PriceLineKind.Fee => "fee",
                    PriceLineKind.Minimum => "minimum",
                    _ => throw new ArgumentOutOfRangeException(nameof(price)),
                },
                line.Name,
                line.Class,
                line.Tier == 0 ? null : line.Tier,
                line.Season.Length == 0 ? null : line.Season,
                line.Kind != PriceLineKind.Consumption ? null : line.Period.Length == 0 ? AllDay : line.Period,
                line.Kind == PriceLineKind.Fee ? line.Period : null,
                NameOf(line.FromMs),
                NameOf(line.ToMs),
                Units(line.Quantity),
                Units(line.EstimatedQuantity),
                tariff.Unit,
                Plain(line.UnitPriceYuan),
                Plain(line.AmountYuan),
                line.Document);
        }

        string NameOf(long unixMs)
        {
            return tariff.Calendar.At(unixMs).ToString("yyyy-MM-ddTHH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Wh as kWh, litres as m³, exactly.</summary>
    public static decimal Units(long quantity)
    {
        return Plain((decimal)quantity / Tariffs.Tariff.BaseUnitsPerUnit);
    }

    /// <summary>The same number without zeros at its end.</summary>
    private static decimal Plain(decimal number)
    {
        return number / 1.0000000000000000000000000000m;
    }
}
