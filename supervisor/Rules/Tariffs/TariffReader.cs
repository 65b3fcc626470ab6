using Wugang.Firmware.Core.Metering;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Reads a tariff file (docs/reference/tariffs.md, supervisor/Tariffs/tariff.schema.json) and finds what is wrong with it, by path.</summary>
public static class TariffReader
{
    private const string DefaultZone = "Asia/Shanghai";

    /// <summary>Reads a file that is to be priced by.</summary>
    /// <exception cref="InvalidDataException">It has errors; the message has a line for each.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Tariff ReadFile(string path)
    {
        Findings findings = new();
        Tariff? tariff = Read(File.ReadAllBytes(path), path, findings);
        findings.ThrowIfError(path);
        return tariff!;
    }

    /// <summary>Reads a document and notes all that is wrong with it.</summary>
    /// <param name="document">JSON in UTF-8.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="findings">Takes errors and advice.</param>
    /// <returns>The tariff, or null where there is an error.</returns>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static Tariff? Read(byte[] document, string file, Findings findings)
    {
        JsonFields fields = JsonFields.Of(document, file, findings);
        _ = fields.OptionalText("$schema");
        Medium medium = fields.Word("medium", "electricity", "water", "gas") switch
        {
            "water" => Medium.Water,
            "gas" => Medium.Gas,
            _ => Medium.Electricity,
        };
        LocalCalendar? calendar = ReadCalendar(fields);
        IReadOnlyList<JsonFields> editionFields = fields.Objects("editions");
        TariffEdition[] editions = [.. editionFields.Select(ReadEdition)];
        Tariff tariff = new(
            fields.Text("id"),
            ReadName(fields),
            fields.Text("region"),
            medium,
            calendar!,
            fields.OptionalFlag("fictional"),
            ReadRounding(fields),
            editions);
        fields.RefuseOthers();
        CheckDays(editions, editionFields, findings);
        CheckClassesStay(editions, editionFields, findings);
        return findings.HasError ? null : tariff;
    }

    internal static BilingualName ReadName(JsonFields fields)
    {
        if (fields.Object("name") is not { } name)
        {
            return new BilingualName("", "");
        }

        BilingualName both = new(name.Text("zh"), name.Text("en"));
        name.RefuseOthers();
        return both;
    }

    private static LocalCalendar? ReadCalendar(JsonFields fields)
    {
        string zone = fields.Has("time_zone") ? fields.Text("time_zone") : DefaultZone;
        LocalCalendar? calendar = LocalCalendar.Find(zone);
        if (calendar is null)
        {
            fields.Findings.Error(fields.PathOf("time_zone"), $"'{zone}' is no time zone that this machine knows; write one as {DefaultZone}");
        }

        return calendar;
    }

    private static Rounding ReadRounding(JsonFields fields)
    {
        if (fields.Object("rounding") is not { } rounding)
        {
            return new Rounding(OfLines: false, MidpointRounding.AwayFromZero);
        }

        bool ofLines = rounding.Word("of", "total", "lines") == "lines";
        MidpointRounding mode = rounding.Word("mode", "half_up", "half_even", "down", "up") switch
        {
            "half_even" => MidpointRounding.ToEven,
            "down" => MidpointRounding.ToZero,
            "up" => MidpointRounding.ToPositiveInfinity,
            _ => MidpointRounding.AwayFromZero,
        };
        rounding.RefuseOthers();
        return new Rounding(ofLines, mode);
    }

    private static TariffEdition ReadEdition(JsonFields fields)
    {
        DateOnly first = fields.Day("effective_from");
        DateOnly? last = fields.OptionalDay("effective_to");
        bool isVerified = fields.Flag("verified");
        string document = fields.OptionalText("document");
        if (document.Length == 0)
        {
            Note(isVerified, "is missing: the number of the document that set these prices");
        }

        if (last < first)
        {
            fields.Findings.Error(fields.PathOf("effective_to"), $"is before effective_from, {first:yyyy-MM-dd}");
        }

        IReadOnlyList<JsonFields> classFields = fields.Objects("classes");
        TariffClass[] classes = [.. classFields.Select(TariffClassReader.Read)];
        for (int i = 0; i < classes.Length; i++)
        {
            if (classes.Take(i).Any(other => other.Id == classes[i].Id && other.Voltage == classes[i].Voltage))
            {
                fields.Findings.Error(classFields[i].PathOf("class"), $"'{classes[i].Id}' comes twice with this voltage");
            }
        }

        string source = fields.Text("source");
        _ = fields.OptionalText("note");
        fields.RefuseOthers();
        return new TariffEdition(first, last, document, source, isVerified, classes);

        void Note(bool isError, string what)
        {
            if (isError)
            {
                fields.Findings.Error(fields.PathOf("document"), what + ", without which nothing is verified");
            }
            else
            {
                fields.Findings.Advise(fields.PathOf("document"), what);
            }
        }
    }

    private static void CheckDays(TariffEdition[] editions, IReadOnlyList<JsonFields> fields, Findings findings)
    {
        for (int i = 1; i < editions.Length; i++)
        {
            string path = fields[i].PathOf("effective_from");
            DateOnly first = editions[i].FirstDay;
            if (editions[i - 1].LastDay is not { } last)
            {
                findings.Error(fields[i - 1].PathOf("effective_to"), $"is missing: the next edition begins on {first:yyyy-MM-dd}");
            }
            else if (first <= last)
            {
                findings.Error(path, $"overlaps the edition before, which ends on {last:yyyy-MM-dd}; editions come in order of their days");
            }
            else if (first > last.AddDays(1))
            {
                findings.Error(path, $"leaves a gap: no price from {last.AddDays(1):yyyy-MM-dd} to {first.AddDays(-1):yyyy-MM-dd}");
            }
        }
    }

    private static void CheckClassesStay(TariffEdition[] editions, IReadOnlyList<JsonFields> fields, Findings findings)
    {
        for (int i = 1; i < editions.Length; i++)
        {
            foreach (TariffClass gone in editions[i - 1].Classes.Where(before => !editions[i].Classes.Any(now => now.Id == before.Id)))
            {
                findings.Advise(fields[i].PathOf("classes"), $"'{gone.Id}' of the edition before is not here any more");
            }
        }
    }
}
