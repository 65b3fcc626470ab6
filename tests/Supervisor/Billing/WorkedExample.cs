using System.Globalization;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>A row of tests/Supervisor/tariffs/*.md: what is priced, the products that its sum is made of, and the fen.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Request">What is priced.</param>
/// <param name="Series">The registers.</param>
/// <param name="Products">Quantity and unit price of each line.</param>
/// <param name="Missing">What is missing to the least that a bill comes to, in yuan; or null.</param>
/// <param name="Yuan">The sum before it is rounded.</param>
/// <param name="Fen">The sum.</param>
internal sealed record WorkedExample(
    string Title,
    PriceRequest Request,
    RegisterSeries Series,
    IReadOnlyList<(decimal Quantity, decimal UnitPrice)> Products,
    decimal? Missing,
    decimal Yuan,
    long Fen)
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Supervisor", "tariffs");

    /// <summary>The rows of all tables, each as file and line.</summary>
    public static IEnumerable<(string File, int Line)> FindAll()
    {
        return Directory.EnumerateFiles(Folder, "*.md").Order(StringComparer.Ordinal).SelectMany(file =>
            File.ReadLines(file).Index()
                .Where(line => line.Item.Split('|').Length == 11 && char.IsAsciiDigit(line.Item.Split('|')[^2].Trim()[0]))
                .Select(line => (Path.GetFileName(file), line.Index)));
    }

    public static WorkedExample Read(string file, int line)
    {
        string[] cells = [.. File.ReadLines(Path.Combine(Folder, file)).ElementAt(line).Split('|').Select(cell => cell.Trim())];
        Dictionary<string, string> options = cells[4].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(option => option.Split('=')).ToDictionary(option => option[0], option => option[1]);
        Tariff tariff = TariffReader.ReadFile(TariffFiles.PathOf(cells[2]));
        PriceRequest request = new(tariff, cells[3], MsOf(cells[5].Split(' ')), MsOf(cells[6].Split(' ')))
        {
            Voltage = options.GetValueOrDefault("voltage", ""),
            Households = int.Parse(options.GetValueOrDefault("households", "1"), CultureInfo.InvariantCulture),
            CycleDay = options.TryGetValue("cycle-day", out string? day) ? int.Parse(day, CultureInfo.InvariantCulture) : null,
            ConsumedBefore = options.TryGetValue("consumed-before", out string? before) ? BaseUnits(before) : null,
            Mixed = MixedOf(options),
        };
        long rolloverAt = long.Parse(options.GetValueOrDefault("rollover", "0"), CultureInfo.InvariantCulture);
        string[] sides = cells[8].Split('=');
        string[] terms = [.. sides[0].Split('+').Select(term => term.Trim()).Where(term => term != "0")];
        return new WorkedExample(
            cells[1],
            request,
            RegisterSeries.Of(Rows(cells[7]), rolloverAt, place => $"reading {place}"),
            [.. terms.Where(term => term.Contains('×')).Select(term => (Number(term.Split('×')[0]), Number(term.Split('×')[1])))],
            terms.Where(term => !term.Contains('×')).Select(term => (decimal?)Number(term)).SingleOrDefault(),
            Number(sides[^1]),
            long.Parse(cells[9], CultureInfo.InvariantCulture));
    }

    private static MixedUse? MixedOf(Dictionary<string, string> options)
    {
        return options.TryGetValue("mixed-class", out string? other)
            ? new MixedUse(
                other,
                options.TryGetValue("mixed-percent", out string? percent) ? Number(percent) : null,
                options.TryGetValue("mixed-quantity", out string? quantity) ? BaseUnits(quantity) : 0)
            : null;
    }

    private static List<RegisterRow> Rows(string cell)
    {
        List<RegisterRow> rows = [];
        foreach (string[] words in cell.Split("<br>").Select(entry => entry.Split(' ')))
        {
            if (words[0] == "every")
            {
                int minutes = int.Parse(words[1][..^1], CultureInfo.InvariantCulture) * (words[1][^1] switch { 'm' => 1, 'h' => 60, 'd' => 1440, _ => 0 });
                long endMs = MsOf(words[4..]);
                for (RegisterRow last = rows[^1]; last.UnixMs < endMs; last = rows[^1])
                {
                    rows.Add(last with
                    {
                        UnixMs = last.UnixMs + (minutes * 60_000L),
                        Register = last.Register + long.Parse(words[2], CultureInfo.InvariantCulture),
                        Place = rows.Count,
                    });
                }

                continue;
            }

            int value = words[1].Contains(':') ? 2 : 1;
            rows.Add(new RegisterRow(
                MsOf(words[..value]),
                long.Parse(words[value], CultureInfo.InvariantCulture),
                words.Length > value + 1 ? words[value + 1] : "",
                rows.Count));
        }

        return rows;
    }

    private static long MsOf(string[] words)
    {
        DateTime local = DateTime.Parse(string.Join(' ', words), CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, Offset).ToUnixTimeMilliseconds();
    }

    private static long BaseUnits(string units)
    {
        return (long)(Number(units) * Tariff.BaseUnitsPerUnit);
    }

    private static decimal Number(string text)
    {
        return decimal.Parse(text, CultureInfo.InvariantCulture);
    }
}
