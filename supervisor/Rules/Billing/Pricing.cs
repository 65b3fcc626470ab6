using System.Globalization;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Prices what a meter counted, line by line (clause P6).</summary>
public static class Pricing
{
    /// <summary>Prices a time.</summary>
    /// <param name="request">What, as whom and from when to when.</param>
    /// <param name="curve">What was consumed.</param>
    /// <exception cref="InvalidDataException">It cannot be priced; the message says why.</exception>
    public static Price Of(PriceRequest request, ConsumptionCurve curve)
    {
        RequirePossible(request, curve);
        List<string> notes = [];
        PriceLines lines = new(request.Tariff.Rounding);
        List<Stretch> used = [];
        if (request.Mixed is { } mixed)
        {
            (ConsumptionCurve other, ConsumptionCurve main) = MixedCurves.Split(curve, mixed, request.Tariff.Calendar);
            used.AddRange(AddClass(request.Class, main));
            used.AddRange(AddClass(mixed.OtherClass, other));
        }
        else
        {
            used.AddRange(AddClass(request.Class, curve));
        }

        AddMinimum(request, lines, used);
        bool isCycleKnown = notes.Count == 0;
        NoteGaps(request, curve, notes);
        return new Price(
            request,
            curve.Between(request.FromMs, request.ToMs),
            lines.EstimatedQuantity,
            lines.All,
            request.Tariff.Rounding.FenOf(lines.SumYuan),
            isCycleKnown,
            used.All(stretch => stretch.Edition.IsVerified),
            notes);

        IReadOnlyList<Stretch> AddClass(string classId, ConsumptionCurve part)
        {
            IReadOnlyList<Stretch> stretches = new PriceCalendar(request, classId).Cut();
            AddConsumption(request, stretches, part, lines, notes);
            return stretches;
        }
    }

    private static void RequirePossible(PriceRequest request, ConsumptionCurve curve)
    {
        LocalCalendar calendar = request.Tariff.Calendar;
        if (request.FromMs >= request.ToMs)
        {
            throw new InvalidDataException($"the time must end after it begins: from {NameOf(request.FromMs)} to {NameOf(request.ToMs)}");
        }

        if (request.ToMs - request.FromMs > PriceRequest.DaysMax * 24L * 3600 * 1000)
        {
            throw new InvalidDataException($"the time is longer than {PriceRequest.DaysMax} days");
        }

        if (request.FromMs < curve.FirstMs || request.ToMs > curve.LastMs)
        {
            throw new InvalidDataException(
                $"the registers reach from {NameOf(curve.FirstMs)} to {NameOf(curve.LastMs)}, which does not cover {NameOf(request.FromMs)} to {NameOf(request.ToMs)}");
        }

        string NameOf(long unixMs)
        {
            return calendar.At(unixMs).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        }
    }

    private static void AddConsumption(
        PriceRequest request,
        IReadOnlyList<Stretch> stretches,
        ConsumptionCurve curve,
        PriceLines lines,
        List<string> notes)
    {
        long cycleMs = stretches[0].CycleMs;
        long used = ConsumedBefore(request, stretches[0], curve, notes);
        foreach (Stretch stretch in stretches)
        {
            used = stretch.CycleMs == cycleMs ? used : 0;
            cycleMs = stretch.CycleMs;
            long quantity = curve.Between(stretch.FromMs, stretch.ToMs);
            long estimated = curve.EstimatedBetween(stretch.FromMs, stretch.ToMs);
            AddTiers(request, stretch, used, quantity, estimated, lines);
            used += quantity;
        }
    }

    /// <summary>What counts towards the tiers of the cycle in which the time begins.</summary>
    private static long ConsumedBefore(PriceRequest request, Stretch first, ConsumptionCurve curve, List<string> notes)
    {
        if (first.CycleMs >= request.FromMs)
        {
            return 0;
        }

        long known = curve.Between(Math.Max(first.CycleMs, curve.FirstMs), request.FromMs);
        if (curve.FirstMs <= first.CycleMs)
        {
            return known;
        }

        if (request.ConsumedBefore is null && first.Class.Tiers.Count > 1)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"tiers of {first.Class.Id}: the registers begin at {request.Tariff.Calendar.At(curve.FirstMs):yyyy-MM-ddTHH:mm:sszzz}, after the tier cycle did; what was consumed in it before counts as 0"));
        }

        return known + (request.ConsumedBefore ?? 0);
    }

    private static void AddTiers(PriceRequest request, Stretch stretch, long used, long quantity, long estimated, PriceLines lines)
    {
        int households = stretch.Class.IsPerHousehold ? request.Households : 1;
        for (int tier = 0; quantity > 0; tier++)
        {
            long end = stretch.Class.Tiers[tier].UpTo * households ?? long.MaxValue;
            long part = Math.Min(quantity, Math.Max(0, end - used));
            if (part > 0)
            {
                long partEstimated = Math.Min(part, estimated);
                lines.Add(stretch, tier, part, partEstimated);
                (used, quantity, estimated) = (used + part, quantity - part, estimated - partEstimated);
            }
        }
    }

    private static void AddMinimum(PriceRequest request, PriceLines lines, List<Stretch> used)
    {
        // A bill's minimum is that of the class it is made out to, as of its last day.
        Stretch last = used.Last(stretch => stretch.Class.Id == request.Class);
        lines.AddMinimum(last, request.FromMs);
    }

    private static void NoteGaps(PriceRequest request, ConsumptionCurve curve, List<string> notes)
    {
        LocalCalendar calendar = request.Tariff.Calendar;
        foreach (RegisterGap gap in curve.Gaps.Where(gap => gap.FromMs < request.ToMs && gap.ToMs > request.FromMs))
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"another meter took over between {calendar.At(gap.FromMs):yyyy-MM-ddTHH:mm:sszzz} and {calendar.At(gap.ToMs):yyyy-MM-ddTHH:mm:sszzz}: what flowed meanwhile was not counted and is not in the price"));
        }
    }
}
