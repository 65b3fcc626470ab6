using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Firmware.Core.Metering;
using Wugang.Supervisor.Registry.Billing;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Tariffs;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>Tariffs, accounts and tables of bills, as people hand them in; docs/reference/http.md lists it.</summary>
internal sealed class BillingPaperApi(BillingBook book, BillingPapers papers)
{
    /// <summary><paramref name="By"/> and <paramref name="AtMs"/> say who handed it in; null where it lies in the data folder.</summary>
    internal sealed record TariffView(
        string Id, BilingualName Name, string Region, string Medium, bool Verified, bool Fictional, IReadOnlyList<ClassView> Classes, string? By, long? AtMs);

    internal sealed record ClassView(string Id, BilingualName Name, string Voltage);

    internal sealed record TariffsDocument(IReadOnlyList<TariffView> Tariffs);

    internal sealed record AcceptedTariff(string Id, IReadOnlyList<string> Advice);

    internal sealed record AccountView(string Account, string Node, string Meter, string Tariff, string Class, string Voltage, string? By, long? AtMs);

    internal sealed record AccountsDocument(IReadOnlyList<AccountView> Accounts);

    internal sealed record TableView(string Name, int Bills, DateOnly FirstDay, DateOnly EndDay, string? By, long? AtMs);

    internal sealed record TablesDocument(IReadOnlyList<TableView> Tables);

    /// <summary><paramref name="UnknownAccounts"/> are none of the facility's: their bills are kept and wait until they are.</summary>
    internal sealed record AcceptedTable(int Bills, IReadOnlyList<string> UnknownAccounts);

    public async Task<Ok<TariffsDocument>> GetTariffsAsync()
    {
        return TypedResults.Ok(new TariffsDocument([.. (await book.ReadTariffsAsync()).Values.Select(ViewOf)]));
    }

    public async Task<Ok<AcceptedTariff>> PutTariffAsync(HttpRequest request, Caller caller)
    {
        (Tariff tariff, IReadOnlyList<Finding> advice) = await book.PutTariffAsync(await ReadBodyAsync(request), caller.Person.Name);
        return TypedResults.Ok(new AcceptedTariff(tariff.Id, [.. advice.Select(finding => $"{finding.Path}: {finding.What}")]));
    }

    public async Task<Ok<AccountsDocument>> GetAccountsAsync(string facility)
    {
        return TypedResults.Ok(new AccountsDocument([.. (await book.ReadAccountsAsync(facility)).Values.Select(booked => new AccountView(
            booked.Account.Account,
            booked.Account.Node,
            booked.Account.Meter,
            booked.Account.Tariff.Id,
            booked.Account.Class,
            booked.Account.Voltage,
            booked.Paper?.Person,
            booked.Paper?.AtMs))]));
    }

    public async Task<NoContent> PutAccountAsync(string facility, HttpRequest request, Caller caller)
    {
        await book.PutAccountAsync(facility, await ReadBodyAsync(request), caller.Person.Name);
        return TypedResults.NoContent();
    }

    public async Task<NoContent> RemoveAccountAsync(string facility, string account, Caller caller)
    {
        await papers.RemoveAsync(BillingPaperKind.Account, facility, account, caller.Person.Name);
        return TypedResults.NoContent();
    }

    public async Task<Ok<TablesDocument>> GetTablesAsync(string facility)
    {
        return TypedResults.Ok(new TablesDocument([.. (await book.ReadTablesAsync(facility)).Select(table => new TableView(
            table.Name,
            table.Bills.Count,
            table.Bills.Min(bill => bill.FirstDay),
            table.Bills.Max(bill => bill.EndDay),
            table.Paper?.Person,
            table.Paper?.AtMs))]));
    }

    public async Task<Ok<AcceptedTable>> AddTableAsync(string facility, IFormFile table, IFormFile? mapping, Caller caller)
    {
        IReadOnlyList<Bill> bills = await book.AddTableAsync(
            facility,
            Path.GetFileName(table.FileName),
            await ReadAsync(table),
            mapping is { Length: > 0 } ? await ReadAsync(mapping) : [],
            caller.Person.Name);
        IEnumerable<string> known = (await book.ReadAccountsAsync(facility)).Keys;
        return TypedResults.Ok(new AcceptedTable(bills.Count, [.. bills.Select(bill => bill.Account).Distinct().Except(known)]));
    }

    public async Task<NoContent> RemoveTableAsync(string facility, string table, Caller caller)
    {
        await papers.RemoveAsync(BillingPaperKind.Bills, facility, table, caller.Person.Name);
        return TypedResults.NoContent();
    }

    private static TariffView ViewOf(BillingBook.BookedTariff booked)
    {
        Tariff tariff = booked.Tariff;
        TariffEdition newest = tariff.Editions[^1];
        return new TariffView(
            tariff.Id,
            tariff.Name,
            tariff.Region,
            Media.NameOf(tariff.Medium),
            newest.IsVerified,
            tariff.IsFictional,
            [.. newest.Classes.Select(prices => new ClassView(prices.Id, prices.Name, prices.Voltage))],
            booked.Paper?.Person,
            booked.Paper?.AtMs);
    }

    private static async Task<byte[]> ReadAsync(IFormFile file)
    {
        using Stream content = file.OpenReadStream();
        return RequireSize(await content.ReadUpToAsync(BillingBook.PaperBytesMax + 1), Path.GetFileName(file.FileName));
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request)
    {
        return RequireSize(await request.Body.ReadUpToAsync(BillingBook.PaperBytesMax + 1), "The document");
    }

    /// <exception cref="InvalidDataException">It is too large.</exception>
    private static byte[] RequireSize(byte[] bytes, string name)
    {
        return bytes.Length <= BillingBook.PaperBytesMax ? bytes : throw new InvalidDataException($"{name} has more than {BillingBook.PaperBytesMax} bytes.");
    }
}
