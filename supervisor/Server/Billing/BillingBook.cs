using Wugang.Supervisor.Registry.Billing;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>Tariffs, accounts and bills: what lies in the data folder, and what people handed in, which counts where both have one of a name.</summary>
internal sealed class BillingBook(BillingFolder folder, BillingPapers papers)
{
    /// <summary>Largest document or table, in bytes.</summary>
    public const int PaperBytesMax = JsonFields.DocumentBytesMax;

    private const int NameCharactersMax = 100;

    /// <summary>All tariffs by id, with who handed in which.</summary>
    /// <exception cref="InvalidDataException">A file in the folder is wrong; the message says where.</exception>
    public async Task<SortedDictionary<string, BookedTariff>> ReadTariffsAsync()
    {
        SortedDictionary<string, BookedTariff> tariffs = new(StringComparer.Ordinal);
        foreach (Tariff tariff in folder.ReadTariffs())
        {
            tariffs[tariff.Id] = new BookedTariff(tariff, null);
        }

        foreach (BillingPaper paper in await papers.ReadAsync(BillingPaperKind.Tariff, ""))
        {
            tariffs[paper.Name] = new BookedTariff(TariffReader.Read(paper.Content, paper.Name, new Findings())!, paper);
        }

        return tariffs;
    }

    /// <summary>The accounts of a facility by number, with who handed in which.</summary>
    /// <exception cref="InvalidDataException">One is wrong; the message says where.</exception>
    public async Task<SortedDictionary<string, BookedAccount>> ReadAccountsAsync(string facility)
    {
        return (await OpenAccountsAsync(facility))(facility);
    }

    /// <summary>Gives the accounts of a facility as <see cref="ReadAccountsAsync"/> does; for many, what is common to them is read once.</summary>
    /// <param name="facility">The one facility that will be asked for, or null for any.</param>
    /// <exception cref="InvalidDataException">A file in the folder is wrong; the message says where.</exception>
    public async Task<Func<string, SortedDictionary<string, BookedAccount>>> OpenAccountsAsync(string? facility)
    {
        ILookup<string, AuditAccount> filed = folder.ReadAccounts();
        ILookup<string, BillingPaper> handedIn = (await papers.ReadAsync(BillingPaperKind.Account, facility)).ToLookup(paper => paper.Facility);
        Dictionary<string, Tariff> tariffs = handedIn.Count > 0 ? Plain(await ReadTariffsAsync()) : [];
        return one =>
        {
            SortedDictionary<string, BookedAccount> accounts = new(StringComparer.Ordinal);
            foreach (AuditAccount account in filed[one])
            {
                accounts[account.Account] = new BookedAccount(account, null);
            }

            foreach (BillingPaper paper in handedIn[one])
            {
                accounts[paper.Name] = new BookedAccount(AccountBook.ReadOne(paper.Content, paper.Name, one, tariffs), paper);
            }

            return accounts;
        };
    }

    /// <summary>The bills of some accounts of a facility, newest first.</summary>
    /// <exception cref="InvalidDataException">A table is wrong; the message says where.</exception>
    public async Task<Bill[]> ReadBillsAsync(string facility, IEnumerable<string> accounts)
    {
        HashSet<string> numbers = [.. accounts];
        return
        [
            .. (await ReadTablesAsync(facility)).SelectMany(table => table.Bills)
                .Where(bill => numbers.Contains(bill.Account)).OrderByDescending(bill => bill.FirstDay),
        ];
    }

    /// <summary>The tables of bills that count for a facility: those of the folder, which are of everybody, and what was handed in for it.</summary>
    /// <exception cref="InvalidDataException">A table is wrong; the message says where.</exception>
    public async Task<IReadOnlyList<BookedTable>> ReadTablesAsync(string facility)
    {
        return
        [
            .. folder.ReadTables().Select(table => new BookedTable(table.Name, table.Bills, null)),
            .. (await papers.ReadAsync(BillingPaperKind.Bills, facility)).Select(paper => new BookedTable(paper.Name, ReadTable(paper), paper)),
        ];
    }

    /// <summary>Takes a tariff in, in the place of one of the same id.</summary>
    /// <returns>The tariff and advice about it.</returns>
    /// <exception cref="InvalidDataException">It has errors, or accounts that use it would have.</exception>
    public async Task<(Tariff Tariff, IReadOnlyList<Finding> Advice)> PutTariffAsync(byte[] document, string by)
    {
        Findings findings = new();
        Tariff? tariff = TariffReader.Read(document, "tariff", findings);
        findings.ThrowIfError("tariff");
        Dictionary<string, Tariff> tariffs = Plain(await ReadTariffsAsync());
        tariffs[tariff!.Id] = tariff;
        foreach (BillingPaper account in await papers.ReadAsync(BillingPaperKind.Account, null))
        {
            AccountBook.ReadOne(account.Content, $"account {account.Name} of {account.Facility}", account.Facility, tariffs);
        }

        await papers.PutAsync(BillingPaperKind.Tariff, new BillingPaper("", tariff.Id, document, [], by, 0));
        return (tariff, findings.All);
    }

    /// <summary>Takes an account in, in the place of one of the same number.</summary>
    /// <exception cref="InvalidDataException">It has errors.</exception>
    public async Task<AuditAccount> PutAccountAsync(string facility, byte[] document, string by)
    {
        AuditAccount account = AccountBook.ReadOne(document, "account", facility, Plain(await ReadTariffsAsync()));
        await papers.PutAsync(BillingPaperKind.Account, new BillingPaper(facility, account.Account, document, [], by, 0));
        return account;
    }

    /// <summary>Takes a table of bills in, all of it or nothing.</summary>
    /// <returns>Its bills.</returns>
    /// <exception cref="InvalidDataException">It has errors, or bills that are there already.</exception>
    public async Task<IReadOnlyList<Bill>> AddTableAsync(string facility, string name, byte[] table, byte[] mapping, string by)
    {
        if (name.Length is 0 or > NameCharactersMax || name.Any(char.IsControl) || name.Contains('/', StringComparison.Ordinal))
        {
            throw new InvalidDataException($"The table needs a name of 1 to {NameCharactersMax} characters, without '/'.");
        }

        BillingPaper paper = new(facility, name, table, mapping, by, 0);
        IReadOnlyList<Bill> bills = ReadTable(paper);
        BillFile.RefuseKnown(bills, [.. (await ReadTablesAsync(facility)).SelectMany(other => other.Bills)]);
        await papers.AddAsync(BillingPaperKind.Bills, paper);
        return bills;
    }

    private static IReadOnlyList<Bill> ReadTable(BillingPaper paper)
    {
        return BillFile.Read(
            paper.Content, paper.Name, paper.Mapping.Length > 0 ? BillMapping.Read(paper.Mapping, $"mapping of {paper.Name}") : BillMapping.Own);
    }

    private static Dictionary<string, Tariff> Plain(SortedDictionary<string, BookedTariff> tariffs)
    {
        return tariffs.ToDictionary(pair => pair.Key, pair => pair.Value.Tariff);
    }

    /// <param name="Tariff">The tariff.</param>
    /// <param name="Paper">What was handed in; null where it lies in the folder.</param>
    internal sealed record BookedTariff(Tariff Tariff, BillingPaper? Paper);

    /// <param name="Account">The account.</param>
    /// <param name="Paper">What was handed in; null where it lies in the folder.</param>
    internal sealed record BookedAccount(AuditAccount Account, BillingPaper? Paper);

    /// <param name="Name">Name of the file.</param>
    /// <param name="Bills">What is in it.</param>
    /// <param name="Paper">What was handed in; null where it lies in the folder.</param>
    internal sealed record BookedTable(string Name, IReadOnlyList<Bill> Bills, BillingPaper? Paper);
}
