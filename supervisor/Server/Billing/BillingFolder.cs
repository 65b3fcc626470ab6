using Wugang.Supervisor.Rules.Billing;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>
/// What a township gives for its bills: <c>billing/accounts.json</c> and <c>billing/bills/*.csv</c> in the data folder, each table with a mapping of its
/// columns beside it (<c>NAME.mapping.json</c>) where it needs one (docs/guides/audit-bills.md).
/// </summary>
internal sealed class BillingFolder(string dataFolder)
{
    private readonly string _folder = Path.Combine(dataFolder, "billing");

    /// <summary>The accounts of a facility whose registers a node records; none where there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is wrong; the message says where.</exception>
    public AuditAccount[] ReadAccounts(string facility)
    {
        string file = Path.Combine(_folder, "accounts.json");
        return File.Exists(file)
            ? [.. AccountBook.ReadFile(file).Where(account => account.Facility == facility && account.Node.Length > 0)]
            : [];
    }

    /// <summary>The bills of some accounts, newest first.</summary>
    /// <exception cref="InvalidDataException">A table is wrong; the message says where.</exception>
    public Bill[] ReadBills(IReadOnlyCollection<AuditAccount> accounts)
    {
        string folder = Path.Combine(_folder, "bills");
        if (!Directory.Exists(folder))
        {
            return [];
        }

        HashSet<string> numbers = [.. accounts.Select(account => account.Account)];
        return
        [
            .. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).SelectMany(ReadTable)
                .Where(bill => numbers.Contains(bill.Account)).OrderByDescending(bill => bill.FirstDay),
        ];
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
