using System.Globalization;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Holds bills against the price that is due (clause P6).</summary>
/// <param name="accounts">The accounts that are known.</param>
/// <param name="registersOf">The registers of an account; throws <see cref="InvalidDataException"/> where there are none.</param>
/// <param name="toleranceFen">How much a bill may differ by its own rounding, in fen.</param>
public sealed class BillAudit(IReadOnlyCollection<AuditAccount> accounts, Func<AuditAccount, RegisterEvidence> registersOf, long toleranceFen)
{
    /// <summary>A bill that rounds each of its lines may differ by so much.</summary>
    public const long DefaultToleranceFen = 10;

    // A utility reads whole kWh or m³, at either end.
    private const long QuantityTolerance = 2 * Tariff.BaseUnitsPerUnit;

    private const decimal FenPerYuan = 100;

    /// <summary>The verdict on a bill.</summary>
    public BillVerdict Judge(Bill bill)
    {
        if (accounts.FirstOrDefault(candidate => candidate.Account == bill.Account || accounts.Count == 1 && candidate.Account.Length == 0) is not { } account)
        {
            return new BillVerdict(
                bill, null, BillOutcome.CannotTell, BillReason.AccountUnknown, $"no account '{bill.Account}' is known: add it to the accounts");
        }

        try
        {
            return Judge(bill, account);
        }
        catch (InvalidDataException e)
        {
            return new BillVerdict(bill, account, BillOutcome.CannotTell, BillReason.NotPriceable, e.Message);
        }
    }

    private BillVerdict Judge(Bill bill, AuditAccount account)
    {
        RegisterEvidence registers = registersOf(account);
        long fromMs = account.Tariff.Calendar.StartOf(bill.FirstDay);
        long toMs = account.Tariff.Calendar.StartOf(bill.EndDay);
        PriceRequest request = account.RequestOf(fromMs, toMs);
        Price expected = Pricing.Of(request, registers.Series);
        ConsumptionCurve billed = BilledCurve.Of(registers.Series, fromMs, toMs, bill.Quantity);
        Price forBilled = Pricing.Of(request, billed);
        Price? otherwise = account.OtherwiseRequestOf(fromMs, toMs) is { } other ? Pricing.Of(other, billed) : null;
        (BillOutcome outcome, BillReason reason, string detail) = Compare(bill, expected, forBilled, otherwise);
        bool isVerified = expected.IsVerified;
        return new BillVerdict(
            bill,
            account,
            isVerified ? outcome : BillOutcome.CannotTell,
            isVerified ? reason : BillReason.TariffUnverified,
            isVerified ? detail : $"tariff '{account.Tariff.Id}' is not verified; by it: {detail}")
        {
            Expected = expected,
            ExpectedForBilled = forBilled,
            OtherwiseForBilled = otherwise,
            WouldBe = isVerified ? null : outcome,
            IsQuantityOff = Math.Abs(bill.Quantity - expected.Quantity) > QuantityTolerance,
            Proof = registers.ProofOf(fromMs, toMs),
        };
    }

    private (BillOutcome Outcome, BillReason Reason, string Detail) Compare(Bill bill, Price expected, Price forBilled, Price? otherwise)
    {
        long above = bill.AmountFen - forBilled.TotalFen;
        if (!expected.IsCycleKnown)
        {
            return (BillOutcome.CannotTell, BillReason.CycleUnknown, string.Join("; ", expected.Notes));
        }

        if (Math.Abs(above) <= toleranceFen)
        {
            return (BillOutcome.Applied, BillReason.AmountIsDue, "the amount is that of the price that is due");
        }

        long doubtFen = (long)decimal.Ceiling(forBilled.EstimatedQuantity * forBilled.UnitPriceSpanYuan * FenPerYuan / Tariff.BaseUnitsPerUnit);
        if (Math.Abs(above) <= toleranceFen + doubtFen)
        {
            return (BillOutcome.CannotTell, BillReason.Estimated,
                $"the difference of {Yuan(above)} yuan is no larger than what estimated registers leave open, {Yuan(doubtFen)} yuan");
        }

        if (above < 0)
        {
            return (BillOutcome.CannotTell, BillReason.AmountBelow,
                $"the amount is {Yuan(-above)} yuan below the price that is due: another price or another time was billed");
        }

        return otherwise is not null && Math.Abs(bill.AmountFen - otherwise.TotalFen) <= toleranceFen
            ? (BillOutcome.NotApplied, BillReason.AmountIsOfOtherClass,
                $"the amount is that of '{otherwise.Request.Class}', {Yuan(above)} yuan above the price that is due for what was billed")
            : (BillOutcome.NotApplied, BillReason.AmountAbove, $"the amount is {Yuan(above)} yuan above the price that is due for what was billed");
    }

    private static string Yuan(long fen)
    {
        return (fen / FenPerYuan).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
