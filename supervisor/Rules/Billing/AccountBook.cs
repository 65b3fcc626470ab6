using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Reads which accounts there are (docs/guides/audit-bills.md).</summary>
public static class AccountBook
{
    private const int PercentDecimals = 6;

    /// <summary>Reads a file of accounts, and the tariffs that it names, beside it.</summary>
    /// <exception cref="InvalidDataException">It has errors; the message has a line for each.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<AuditAccount> ReadFile(string path)
    {
        Findings findings = new();
        JsonFields fields = JsonFields.Of(File.ReadAllBytes(path), path, findings);
        string folder = Path.GetDirectoryName(path) ?? "";
        Dictionary<string, Tariff> tariffs = [];
        IReadOnlyList<JsonFields> accountFields = fields.Objects("accounts");
        List<AuditAccount> accounts = [.. accountFields.Select(account => ReadAccount(account, folder, ReadTariff)).OfType<AuditAccount>()];
        _ = fields.OptionalText("note");
        fields.RefuseOthers();
        foreach (IGrouping<string, AuditAccount> twice in accounts.GroupBy(account => account.Account).Where(group => group.Count() > 1))
        {
            findings.Error("$.accounts", $"'{twice.Key}' comes twice");
        }

        findings.ThrowIfError(path);
        return accounts;

        Tariff ReadTariff(string file)
        {
            string tariffPath = Path.Combine(folder, file);
            return tariffs.TryGetValue(tariffPath, out Tariff? known) ? known : tariffs[tariffPath] = TariffReader.ReadFile(tariffPath);
        }
    }

    /// <summary>Reads one account of a facility whose registers a node of it records; it names its tariff by id.</summary>
    /// <param name="document">JSON in UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="facility">The facility.</param>
    /// <param name="tariffs">The tariffs that are known, by id.</param>
    /// <exception cref="InvalidDataException">It has errors; the message has a line for each.</exception>
    public static AuditAccount ReadOne(byte[] document, string name, string facility, IReadOnlyDictionary<string, Tariff> tariffs)
    {
        Findings findings = new();
        JsonFields fields = JsonFields.Of(document, name, findings);
        AuditAccount? account = ReadAccount(fields, "", id => tariffs.GetValueOrDefault(id)
            ?? throw new InvalidDataException($"'{id}' is no tariff that is known here: add it first"));
        if (account is not null && account.Node.Length == 0)
        {
            findings.Error(fields.PathOf("node"), "is missing: the node whose records hold the registers");
        }
        else if (account is not null && !account.Node.StartsWith(facility + "-", StringComparison.Ordinal))
        {
            findings.Error(fields.PathOf("node"), $"'{account.Node}' is no node of {facility}");
        }

        if (account?.Facility is { Length: > 0 } other && other != facility)
        {
            findings.Error(fields.PathOf("facility"), $"'{other}' is another facility");
        }

        findings.ThrowIfError(name);
        return account! with { Facility = facility };
    }

    private static AuditAccount? ReadAccount(JsonFields fields, string folder, Func<string, Tariff> tariffOf)
    {
        string node = fields.OptionalText("node");
        string meter = node.Length > 0 ? fields.Text("meter") : "";
        string registers = node.Length > 0 ? "" : fields.Text("registers");
        string tariffFile = fields.Text("tariff");
        decimal rolloverAt = fields.Has("rollover") ? fields.Number("rollover", 0, RegisterFile.RegisterMax) : 0;
        Tariff? tariff = tariffFile.Length == 0 ? null : FindTariff(fields, tariffFile, tariffOf);
        AuditAccount? account = tariff is null ? null : new AuditAccount(fields.Text("account"), fields.OptionalText("facility"), tariff, ReadClass(fields, "class", tariff))
        {
            Node = node,
            Meter = meter,
            RegistersFile = registers.Length == 0 ? "" : Path.Combine(folder, registers),
            Otherwise = fields.Has("otherwise") ? ReadClass(fields, "otherwise", tariff) : "",
            Voltage = fields.OptionalText("voltage"),
            Households = fields.Has("households") ? fields.Integer("households", 1, PriceRequest.HouseholdsMax) : 1,
            CycleDay = fields.Has("cycle_day") ? fields.Integer("cycle_day", 1, 28) : null,
            Mixed = fields.OptionalObject("mixed") is { } mixed ? ReadMixed(mixed, tariff) : null,
            RolloverAt = (long)rolloverAt,
        };
        if (account is not null)
        {
            fields.RefuseOthers();
        }

        return account;
    }

    private static Tariff? FindTariff(JsonFields fields, string name, Func<string, Tariff> tariffOf)
    {
        try
        {
            return tariffOf(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            fields.Findings.Error(fields.PathOf("tariff"), e.Message);
            return null;
        }
    }

    private static string ReadClass(JsonFields fields, string name, Tariff tariff)
    {
        string id = fields.Text(name);
        if (id.Length > 0 && !tariff.Editions.Any(edition => edition.Classes.Any(prices => prices.Id == id)))
        {
            fields.Findings.Error(fields.PathOf(name), $"tariff '{tariff.Id}' has no class '{id}'");
        }

        return id;
    }

    private static MixedUse ReadMixed(JsonFields fields, Tariff tariff)
    {
        decimal? percent = fields.Has("percent") ? fields.Number("percent", PercentDecimals, 100) : null;
        decimal quantity = fields.Has("quantity") ? fields.Number("quantity", 3, 1_000_000_000) : 0;
        MixedUse mixed = new(ReadClass(fields, "class", tariff), percent, (long)(quantity * Tariff.BaseUnitsPerUnit));
        if (fields.Has("percent") == fields.Has("quantity") || percent is 0 or 100)
        {
            fields.Findings.Error(fields.Path, "needs one of 'percent', above 0 and below 100, and 'quantity', kWh or m3 a month");
        }

        fields.RefuseOthers();
        return mixed;
    }
}
