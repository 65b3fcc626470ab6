using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>
/// What a township gives for its bills as files: <c>billing/accounts.json</c>, <c>billing/tariffs/*.json</c> and <c>billing/bills/*.csv</c> in the data
/// folder, each table with a mapping of its columns beside it (<c>NAME.mapping.json</c>) where it needs one (docs/guides/audit-bills.md).
/// </summary>
internal sealed class BillingFolder(SupervisorOptions options)
{
    private readonly string _folder = Path.Combine(options.DataFolder, "billing");

    /// <exception cref="InvalidDataException">A file is wrong; the message says where.</exception>
    public IReadOnlyList<Tariff> ReadTariffs()
    {
        return [.. Find("tariffs", "*.json").Select(TariffReader.ReadFile)];
    }

    /// <summary>The accounts whose registers a node records, by facility; none where there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is wrong; the message says where.</exception>
    public ILookup<string, AuditAccount> ReadAccounts()
    {
        string file = Path.Combine(_folder, "accounts.json");
        return (File.Exists(file) ? AccountBook.ReadFile(file) : [])
            .Where(account => account.Node.Length > 0).ToLookup(account => account.Facility);
    }

    /// <summary>All tables of bills.</summary>
    /// <exception cref="InvalidDataException">A table is wrong; the message says where.</exception>
    public IEnumerable<(string Name, IReadOnlyList<Bill> Bills)> ReadTables()
    {
        return Find("bills", "*.csv").Select(path => (Path.GetFileName(path), ReadTable(path)));
    }

    private IEnumerable<string> Find(string folder, string pattern)
    {
        string path = Path.Combine(_folder, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal) : [];
    }

    private static IReadOnlyList<Bill> ReadTable(string path)
    {
        string mapping = Path.ChangeExtension(path, ".mapping.json");
        return BillFile.Read(
            File.ReadAllBytes(path),
            Path.GetFileName(path),
            File.Exists(mapping) ? BillMapping.Read(File.ReadAllBytes(mapping), Path.GetFileName(mapping)) : BillMapping.Own);
    }
}
