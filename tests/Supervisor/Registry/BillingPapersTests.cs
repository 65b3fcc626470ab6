using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Billing;

namespace Wugang.Tests.Supervisor.Registry;

/// <summary>Documents for bills are kept byte for byte, and every act is in the log; the same on both engines.</summary>
[TestClass]
public class BillingPapersTests
{
    private const string Facility = "410481001-0007";

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task APaperIsKeptReplacedAndRemovedAndTheLogSaysSo(string engine)
    {
        using RegistryBench bench = new(engine);
        BillingPapers papers = new(bench.Database);
        Assert.IsEmpty(await papers.ReadAsync(BillingPaperKind.Bills, Facility));
        long beforeMs = bench.Time.GetUtcNow().ToUnixTimeMilliseconds();
        BillingPaper table = new(Facility, "七月.csv", [0, 0xFF, 13, 10], [1], "lin", 0);
        await papers.AddAsync(BillingPaperKind.Bills, table);
        await papers.AddAsync(BillingPaperKind.Bills, table with { Facility = "410481001-0008" });
        await papers.PutAsync(BillingPaperKind.Account, table with { Name = "A" });
        await papers.PutAsync(BillingPaperKind.Account, table with { Name = "A", Content = [2] });
        bench.Reopen();
        papers = new BillingPapers(bench.Database);

        BillingPaper kept = (await papers.ReadAsync(BillingPaperKind.Bills, Facility)).Single();
        CollectionAssert.AreEqual(table.Content, kept.Content);
        CollectionAssert.AreEqual(table.Mapping, kept.Mapping);
        Assert.AreEqual(("七月.csv", "lin"), (kept.Name, kept.Person));
        Assert.IsInRange(beforeMs, bench.Time.GetUtcNow().ToUnixTimeMilliseconds(), kept.AtMs);
        CollectionAssert.AreEqual(new byte[] { 2 }, (await papers.ReadAsync(BillingPaperKind.Account, null)).Single().Content);
        RegistryException twice = await Assert.ThrowsExactlyAsync<RegistryException>(() => papers.AddAsync(BillingPaperKind.Bills, table));
        Assert.AreEqual(RegistryFault.Conflict, twice.Fault);

        await papers.RemoveAsync(BillingPaperKind.Bills, Facility, "七月.csv", "root");
        Assert.IsEmpty(await papers.ReadAsync(BillingPaperKind.Bills, Facility));
        RegistryException gone = await Assert.ThrowsExactlyAsync<RegistryException>(() => papers.RemoveAsync(BillingPaperKind.Bills, Facility, "七月.csv", "root"));
        Assert.AreEqual(RegistryFault.NotFound, gone.Fault);
        Assert.AreEqual(
            "bills.remove root, account.put lin, account.put lin, bills.add lin, bills.add lin",
            string.Join(", ", (await new AuditLog(bench.Database).ReadAsync("", long.MaxValue, 10)).Select(entry => $"{entry.What} {entry.Person}")));
    }
}
