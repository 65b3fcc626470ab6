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
        List<AuditAccount> accounts = [.. accountFields.Select(account => ReadAccount(account, folder, tariffs)).OfType<AuditAccount>()];
        _ = fields.OptionalText("note");
        fields.RefuseOthers();
        foreach (IGrouping<string, AuditAccount> twice in accounts.GroupBy(account => account.Account).Where(group => group.Count() > 1))
        {
            findings.Error("$.accounts", $"'{twice.Key}' comes twice");
        }

        findings.ThrowIfError(path);
        return accounts;
    }

    private static AuditAccount? ReadAccount(JsonFields fields, string folder, Dictionary<string, Tariff> tariffs)
    {
        string node = fields.OptionalText("node");
        string meter = node.Length > 0 ? fields.Text("meter") : "";
        string registers = node.Length > 0 ? "" : fields.Text("registers");
        string tariffFile = fields.Text("tariff");
        decimal rolloverAt = fields.Has("rollover") ? fields.Number("rollover", 0, RegisterFile.RegisterMax) : 0;
        Tariff? tariff = tariffFile.Length == 0 ? null : ReadTariff(fields, Path.Combine(folder, tariffFile), tariffs);
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

    private static Tariff? ReadTariff(JsonFields fields, string path, Dictionary<string, Tariff> tariffs)
    {
        if (tariffs.TryGetValue(path, out Tariff? known))
        {
            return known;
        }

        try
        {
            return tariffs[path] = TariffReader.ReadFile(path);
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
