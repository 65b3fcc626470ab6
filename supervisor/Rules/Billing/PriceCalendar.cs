using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Cuts a time wherever the price of one class of customer may change: editions, tier cycles, seasons, periods of the day.</summary>
internal sealed class PriceCalendar(PriceRequest request, string classId)
{
    private static readonly DayPeriod[] WholeDay = [new DayPeriod(0, 24 * 60, 0)];

    private readonly LocalCalendar _calendar = request.Tariff.Calendar;

    /// <summary>The stretches of the request's time, in order and without gap.</summary>
    /// <exception cref="InvalidDataException">A day has no price for this class; the message says which.</exception>
    public IReadOnlyList<Stretch> Cut()
    {
        List<Stretch> stretches = [];
        for (DateOnly day = _calendar.DayOf(request.FromMs); _calendar.StartOf(day) < request.ToMs; day = day.AddDays(1))
        {
            AddDay(day, stretches);
        }

        return stretches;
    }

    private void AddDay(DateOnly day, List<Stretch> stretches)
    {
        TariffEdition edition = request.Tariff.FindEdition(day)
            ?? throw new InvalidDataException($"tariff '{request.Tariff.Id}' has no price on {day:yyyy-MM-dd}");
        TariffClass prices = FindClass(edition, day);
        Season? season = prices.TimeOfUse?.SeasonOf(day);
        long cycleMs = CycleStart(prices.Cycle, day);
        foreach (DayPeriod period in season?.Hours ?? WholeDay)
        {
            long fromMs = Math.Max(request.FromMs, _calendar.InstantOf(day, period.FromMinute));
            long toMs = Math.Min(request.ToMs, _calendar.InstantOf(day, period.ToMinute));
            if (fromMs >= toMs)
            {
                continue;
            }

            Stretch stretch = new(fromMs, toMs, cycleMs, edition, prices, season, period.Period);
            if (stretches.Count > 0 && stretches[^1].GoesOnAs(stretch))
            {
                stretches[^1] = stretches[^1] with { ToMs = toMs };
            }
            else
            {
                stretches.Add(stretch);
            }
        }
    }

    private TariffClass FindClass(TariffEdition edition, DateOnly day)
    {
        TariffClass[] found = [.. edition.Classes.Where(prices => prices.Id == classId)];
        if (found.Length == 0)
        {
            string known = string.Join(", ", edition.Classes.Select(prices => prices.Id).Distinct());
            throw new InvalidDataException($"tariff '{request.Tariff.Id}' has no class '{classId}' on {day:yyyy-MM-dd}; there are {known}");
        }

        // A voltage that is not asked for, where there is one price, is that price's.
        return found is [var only] && (request.Voltage.Length == 0 || only.Voltage.Length == 0 || only.Voltage == request.Voltage)
            ? only
            : found.FirstOrDefault(prices => prices.Voltage == request.Voltage) ?? throw new InvalidDataException(
                $"class '{classId}' has prices by voltage on {day:yyyy-MM-dd}: say one of {string.Join(", ", found.Select(prices => prices.Voltage))}");
    }

    private long CycleStart(TierCycle cycle, DateOnly day)
    {
        return cycle switch
        {
            TierCycle.Month => _calendar.StartOf(new DateOnly(day.Year, day.Month, 1)),
            TierCycle.Year => _calendar.StartOf(new DateOnly(day.Year, 1, 1)),
            TierCycle.Bill => request.CycleDay is { } cycleDay ? StartOfBill(day, cycleDay) : request.FromMs,
            _ => throw new ArgumentOutOfRangeException(nameof(cycle)),
        };
    }

    private long StartOfBill(DateOnly day, int cycleDay)
    {
        DateOnly start = new(day.Year, day.Month, cycleDay);
        return _calendar.StartOf(start > day ? start.AddMonths(-1) : start);
    }
}
