using System.Runtime.InteropServices;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Gathers quantities of the same price into lines.</summary>
internal sealed class PriceLines(Rounding rounding)
{
    // Price lists are told apart by the lists that they hold, which are objects of their own.
    private readonly record struct Key(TariffEdition Edition, TariffClass Class, long CycleMs, Season? Season, int Period, int Tier);

    private struct Sum
    {
        public long FromMs;
        public long ToMs;
        public long Quantity;
        public long Estimated;
    }

    private readonly List<Key> _order = [];
    private readonly Dictionary<Key, Sum> _sums = [];
    private PriceLine? _minimum;

    public long EstimatedQuantity => _sums.Values.Sum(sum => sum.Estimated);

    public decimal SumYuan => All.Sum(line => line.AmountYuan);

    /// <summary>The lines: what was consumed in order of time, then fees, then what is missing to the minimum.</summary>
    public IReadOnlyList<PriceLine> All =>
        [.. _order.Select(LineOf), .. Fees(), .. _minimum is null ? Array.Empty<PriceLine>() : [_minimum]];

    public void Add(Stretch stretch, int tier, long quantity, long estimated)
    {
        Key key = new(stretch.Edition, stretch.Class, stretch.CycleMs, stretch.Season, stretch.Period, tier);
        ref Sum sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out bool isThere);
        if (!isThere)
        {
            _order.Add(key);
            sum.FromMs = stretch.FromMs;
        }

        sum.ToMs = stretch.ToMs;
        sum.Quantity += quantity;
        sum.Estimated += estimated;
    }

    public void AddMinimum(Stretch stretch, long fromMs)
    {
        decimal missing = stretch.Class.MinimumYuan - SumYuan;
        if (missing > 0)
        {
            _minimum = new PriceLine(
                PriceLineKind.Minimum, stretch.Class.Id, 0, "", "", fromMs, stretch.ToMs, 0, 0, 0, rounding.LineOf(missing), stretch.Edition.Document)
            {
                Name = new BilingualName("补足最低收费", "up to the least charge"),
            };
        }
    }

    private PriceLine LineOf(Key key)
    {
        Sum sum = _sums[key];
        decimal price = key.Class.Tiers[key.Tier].PricesYuan[key.Period];
        return new PriceLine(
            PriceLineKind.Consumption,
            key.Class.Id,
            key.Tier + 1,
            key.Season?.Name ?? "",
            key.Class.TimeOfUse?.Periods[key.Period] ?? "",
            sum.FromMs,
            sum.ToMs,
            sum.Quantity,
            sum.Estimated,
            price,
            AmountOf(sum.Quantity, price),
            key.Edition.Document)
        {
            Name = key.Class.Name,
        };
    }

    private IEnumerable<PriceLine> Fees()
    {
        foreach (IGrouping<(TariffEdition Edition, TariffClass Class), Key> group in _order.GroupBy(key => (key.Edition, key.Class)))
        {
            Sum[] sums = [.. group.Select(key => _sums[key])];
            long quantity = sums.Sum(sum => sum.Quantity);
            foreach (Fee fee in group.Key.Class.Fees)
            {
                yield return new PriceLine(
                    PriceLineKind.Fee,
                    group.Key.Class.Id,
                    0,
                    "",
                    fee.Id,
                    sums.Min(sum => sum.FromMs),
                    sums.Max(sum => sum.ToMs),
                    quantity,
                    sums.Sum(sum => sum.Estimated),
                    fee.PriceYuan,
                    AmountOf(quantity, fee.PriceYuan),
                    group.Key.Edition.Document)
                {
                    Name = fee.Name,
                };
            }
        }
    }

    private decimal AmountOf(long quantity, decimal priceYuan)
    {
        return rounding.LineOf(quantity * priceYuan / Tariff.BaseUnitsPerUnit);
    }
}
