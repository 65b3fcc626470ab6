using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Clause P6: whether a bill charges the residential price, with the amount, the difference and the readings that prove it.</summary>
[TestClass]
public sealed class BillAuditTests
{
    private const string Registers = "time,register\n2026-01-01T00:00:00+08:00,1000\n2026-02-01T00:00:00+08:00,301000\n2026-03-01T00:00:00+08:00,501000\n";

    [TestMethod]
    [DataRow(300, 16_600, BillOutcome.Applied, BillReason.AmountIsDue, 0L)]
    [DataRow(300, 16_610, BillOutcome.Applied, BillReason.AmountIsDue, 10L)]
    [DataRow(300, 16_590, BillOutcome.Applied, BillReason.AmountIsDue, -10L)]
    [DataRow(300, 16_611, BillOutcome.NotApplied, BillReason.AmountAbove, 11L)]
    [DataRow(300, 16_589, BillOutcome.CannotTell, BillReason.AmountBelow, -11L)]
    [DataRow(300, 22_338, BillOutcome.NotApplied, BillReason.AmountIsOfOtherClass, 5738L)]
    public void TheVerdictIsByTheAmount(int kilowattHours, int amountFen, BillOutcome outcome, BillReason reason, long differenceFen)
    {
        BillVerdict verdict = Judge(Account("fictional-electricity", "residential"), BillOf(kilowattHours * 1000L, amountFen));

        Assert.AreEqual((outcome, reason, differenceFen), (verdict.Outcome, verdict.Reason, verdict.DifferenceFen));
        Assert.AreEqual(16_600, verdict.Expected!.TotalFen);
        Assert.IsFalse(verdict.IsQuantityOff);
    }

    [TestMethod]
    public void TheReadingsThatProveItAreNamed()
    {
        RegisterProof proof = Judge(Account("fictional-electricity", "residential"), BillOf(300_000, 16_600)).Proof!;

        Assert.AreEqual(("r.csv", "line", 2L, 3L, 2), (proof.Source, proof.Place, proof.First, proof.Last, proof.Count));
        Assert.AreEqual(64, proof.Sha256.Length);
    }

    [TestMethod]
    public void TheRightPriceOfAWrongQuantityIsAppliedAndTheQuantityIsSaid()
    {
        BillVerdict verdict = Judge(Account("fictional-electricity", "residential"), BillOf(400_000, 24_600));

        Assert.AreEqual(BillOutcome.Applied, verdict.Outcome);
        Assert.IsTrue(verdict.IsQuantityOff);
        Assert.AreEqual(8000, verdict.DifferenceFen);
    }

    [TestMethod]
    [DataRow(18_400, BillOutcome.Applied)]
    [DataRow(30_000, BillOutcome.NotApplied)]
    public void ByATariffThatNobodyVerifiedNothingIsToldButWhatItWouldBe(int amountFen, BillOutcome wouldBe)
    {
        BillVerdict verdict = Judge(Account("henan-electricity", "residential") with { Otherwise = "" }, BillOf(300_000, amountFen));

        Assert.AreEqual((BillOutcome.CannotTell, BillReason.TariffUnverified, wouldBe), (verdict.Outcome, verdict.Reason, verdict.WouldBe));
        StringAssert.StartsWith(verdict.Detail, "tariff 'henan-electricity' is not verified; by it: the amount is ");
    }

    [TestMethod]
    public void WhatIsNotKnownOfTheTierCycleIsNotGuessed()
    {
        Bill middle = BillOf(100_000, 5_000) with { FirstDay = new DateOnly(2026, 1, 15), EndDay = new DateOnly(2026, 2, 1) };
        const string Late = "time,register\n2026-01-15T00:00:00+08:00,1000\n2026-02-01T00:00:00+08:00,101000\n";

        BillVerdict verdict = Judge(Account("fictional-electricity", "residential"), middle, Late);

        Assert.AreEqual((BillOutcome.CannotTell, BillReason.CycleUnknown), (verdict.Outcome, verdict.Reason));
    }

    [TestMethod]
    [DataRow(15_300, BillOutcome.CannotTell, BillReason.Estimated)]
    [DataRow(40_000, BillOutcome.NotApplied, BillReason.AmountAbove)]
    public void WhereRegistersAreEstimatedOnlyWhatIsBeyondTheDoubtIsTold(int amountFen, BillOutcome outcome, BillReason reason)
    {
        BillVerdict verdict = Judge(Account("fictional-electricity", "residential_time_of_use"), BillOf(300_000, amountFen));

        Assert.AreEqual((outcome, reason), (verdict.Outcome, verdict.Reason), verdict.Detail);
    }

    [TestMethod]
    public void AnUnknownAccountAndMissingRegistersAreReasons()
    {
        AuditAccount account = Account("fictional-electricity", "residential") with { Account = "other" };
        Bill late = BillOf(1, 1) with { FirstDay = new DateOnly(2026, 3, 1), EndDay = new DateOnly(2026, 4, 1) };

        Assert.AreEqual(BillReason.AccountUnknown, Judge(account, BillOf(1, 1)).Reason);
        BillVerdict verdict = Judge(account with { Account = "A" }, late);
        Assert.AreEqual((BillOutcome.CannotTell, BillReason.NotPriceable), (verdict.Outcome, verdict.Reason));
        StringAssert.StartsWith(verdict.Detail, "the registers reach from 2026-01-01T00:00:00+08:00 to 2026-03-01T00:00:00+08:00");
    }

    [TestMethod]
    [DataRow("=1+1")]
    [DataRow("+1")]
    [DataRow("-1")]
    [DataRow("@A1")]
    public void NoTextOfABillIsAFormulaInTheTable(string number)
    {
        BillVerdict verdict = Judge(Account("fictional-electricity", "residential"), BillOf(300_000, 1) with { Number = number + ",\"x" });

        string csv = AuditDocument.Of([verdict]).ToCsv();

        Assert.Contains($",\"'{number},\"\"x\",", csv);
        Assert.Contains(",-16599,", csv, "a number stays one");
    }

    private static BillVerdict Judge(AuditAccount account, Bill bill, string registers = Registers)
    {
        RegisterEvidence evidence = RegisterEvidence.OfFile(System.Text.Encoding.UTF8.GetBytes(registers), "r.csv", 0);
        return new BillAudit([account], _ => evidence, BillAudit.DefaultToleranceFen).Judge(bill);
    }

    private static AuditAccount Account(string tariff, string classId)
    {
        return new AuditAccount("A", "410481001-0007", TariffReader.ReadFile(TariffFiles.PathOf(tariff)), classId) { Otherwise = "non_residential" };
    }

    private static Bill BillOf(long quantity, long amountFen)
    {
        return new Bill("b.csv", 2, "1", "A", new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), quantity, amountFen);
    }
}
