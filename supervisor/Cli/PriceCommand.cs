using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Cli;

/// <summary><c>price</c>: what a time costs by a tariff, line by line.</summary>
internal static class PriceCommand
{
    public static Command Create()
    {
        BillingOptions billing = new(areRequired: true);
        Option<string> from = new("--from") { Description = "First instant: a local day, or date and time with offset.", Required = true };
        Option<string> to = new("--to") { Description = "The instant after the last: a local day is its first instant.", Required = true };
        Option<bool> json = new("--json") { Description = "One JSON object instead of a table." };
        Command command = new("price", "Prices what a meter counted, line by line (docs/reference/tariffs.md).") { from, to, json };
        billing.AddTo(command);
        command.SetGuarded(parsed =>
        {
            Tariff tariff = billing.ReadTariff(parsed);
            PriceRequest request = billing.RequestOf(
                parsed,
                tariff,
                Moments.ReadDayOrMoment(parsed.GetValue(from)!, "--from", tariff.Calendar),
                Moments.ReadDayOrMoment(parsed.GetValue(to)!, "--to", tariff.Calendar));
            RegisterSeries series = billing.ReadRegisters(parsed);
            PriceDocument document = PriceDocument.Of(billing.PriceOf(parsed, request, series));
            Console.Out.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(document, PriceDocument.Json) : TableOf(document));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string TableOf(PriceDocument price)
    {
        IEnumerable<string> lines = price.Lines.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(line),-34} {line.Quantity,14} {line.Unit} x {line.UnitPrice,-8} = {line.Amount,12} yuan  {line.From[..10]} to {line.To[..10]}  {line.Document}").TrimEnd());
        string[] head = [$"{price.Tariff}, {price.Class}: {price.From} to {price.To}"];
        string[] foot =
        [
            string.Create(CultureInfo.InvariantCulture, $"consumption={price.Consumption} {price.Unit} estimated={price.EstimatedConsumption} {price.Unit}"),
            .. price.Notes.Select(note => "note: " + note),
            .. price.Fictional ? ["note: the tariff is fictional, for examples and tests only"] : Array.Empty<string>(),
            .. price.Verified ? Array.Empty<string>() : ["note: the tariff is not verified: nothing may be called compliant by it"],
            string.Create(CultureInfo.InvariantCulture, $"total_fen={price.TotalFen} verified={(price.Verified ? "true" : "false")}"),
        ];
        return string.Join(Environment.NewLine, head.Concat(lines).Concat(foot));
    }

    private static string NameOf(PriceDocument.Line line)
    {
        string[] words = [line.Class, line.Tier is { } tier ? $"tier {tier}" : line.Kind, line.Season ?? "", line.Period ?? "", line.Fee ?? ""];
        return string.Join(' ', words.Where(word => word.Length > 0));
    }
}
