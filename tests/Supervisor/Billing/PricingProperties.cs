using CsCheck;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>What must hold for every price, whatever was consumed (clause P6).</summary>
[TestClass]
public sealed class PricingProperties
{
    private const long MinuteMs = 60_000;
    private const int StepMinutes = 60;
    private const int Steps = 24 * 45;
    private const decimal HalfFenYuan = 0.005m;

    // 45 days with five changes of the price, each moving less than a Wh between hours that differ by 0.4 yuan or so.
    private const long MovedFenMax = 10;

    // 15 December 2025, 00:00 in China: 45 days over New Year.
    private const long StartMs = 1_765_728_000_000;

    private static readonly Tariff Electricity = TariffReader.ReadFile(TariffFiles.PathOf("fictional-electricity"));
    private static readonly Tariff Water = TariffReader.ReadFile(TariffFiles.PathOf("fictional-water"));

    private static readonly (Tariff Tariff, string Class, MixedUse? Mixed)[] Plans =
    [
        (Electricity, "residential", null),
        (Electricity, "residential_annual", null),
        (Electricity, "residential_time_of_use", null),
        (Electricity, "non_residential", null),
        (Electricity, "residential", new MixedUse("non_residential", 37.5m, 0)),
        (Electricity, "residential_time_of_use", new MixedUse("non_residential", null, 50_000)),
        (Water, "residential", null),
        (Water, "residential_combined", new MixedUse("non_residential", null, 3_000)),
    ];

    private static readonly Gen<(Tariff Tariff, string Class, MixedUse? Mixed)> Plan = Gen.Int[0, Plans.Length - 1].Select(index => Plans[index]);

    private static readonly Gen<long[]> Growth = Gen.Long[0, 3000].Array[Steps];

    private static readonly Gen<(int From, int Middle, int To)> Times =
        Gen.Int[0, Steps * StepMinutes].Array[3].Where(minutes => minutes.Distinct().Count() == 3)
            .Select(minutes => minutes.Order().ToArray()).Select(minutes => (minutes[0], minutes[1], minutes[2]));

    [TestMethod]
    public void SplittingATimeChangesTheSumByNoMoreThanItsRoundings()
    {
        Gen.Select(Plan, Growth, Times).Sample(
            (plan, growth, times) =>
            {
                RegisterSeries series = SeriesOf(growth);
                Price whole = PriceOf(plan, series, times.From, times.To);
                Price[] parts = [PriceOf(plan, series, times.From, times.Middle), PriceOf(plan, series, times.Middle, times.To)];
                int roundings = plan.Tariff.Rounding.OfLines ? whole.Lines.Count + parts.Sum(part => part.Lines.Count) : 3;
                decimal difference = Math.Abs(whole.TotalFen - parts.Sum(part => part.TotalFen)) / 100m;

                return whole.Quantity == parts.Sum(part => part.Quantity) && difference <= roundings * HalfFenYuan;
            },
            iter: 60);
    }

    [TestMethod]
    public void TheOrderOfReadingsDoesNotMatter()
    {
        Gen.Select(Plan, Growth, Times, Gen.Int).Sample(
            (plan, growth, times, seed) =>
            {
                RegisterRow[] rows = RowsOf(growth);
                RegisterRow[] shuffled = [.. rows, rows[seed & 7]];
                new Random(seed).Shuffle(shuffled);

                Price one = PriceOf(plan, RegisterSeries.Of(rows, 0, NameOf), times.From, times.To);
                Price other = PriceOf(plan, RegisterSeries.Of(shuffled, 0, NameOf), times.From, times.To);

                return one.TotalFen == other.TotalFen && one.Lines.SequenceEqual(other.Lines);
            },
            iter: 60);
    }

    [TestMethod]
    public void MoreConsumptionIsNeverCheaper()
    {
        Gen.Select(Plan, Growth, Times, Gen.Int[0, Steps - 1], Gen.Long[1, 500_000]).Sample(
            (plan, growth, times, step, more) =>
            {
                Price less = PriceOf(plan, SeriesOf(growth), times.From, times.To);
                growth[step] += more;

                // A part by ratio is whole Wh at each change of the price: what comes before may move some of them to a cheaper hour.
                long moved = plan.Mixed?.Percent is null ? 0 : MovedFenMax;
                return PriceOf(plan, SeriesOf(growth), times.From, times.To).TotalFen >= less.TotalFen - moved;
            },
            iter: 60);
    }

    [TestMethod]
    public void TheLinesAddUpToAllThatWasConsumedAndToTheSum()
    {
        Gen.Select(Plan, Growth, Times).Sample(
            (plan, growth, times) =>
            {
                Price price = PriceOf(plan, SeriesOf(growth), times.From, times.To);
                long quantity = price.Lines.Where(line => line.Kind == PriceLineKind.Consumption).Sum(line => line.Quantity);

                return quantity == price.Quantity && plan.Tariff.Rounding.FenOf(price.Lines.Sum(line => line.AmountYuan)) == price.TotalFen;
            },
            iter: 60);
    }

    private static Price PriceOf((Tariff Tariff, string Class, MixedUse? Mixed) plan, RegisterSeries series, int fromMinute, int toMinute)
    {
        PriceRequest request = new(plan.Tariff, plan.Class, StartMs + (fromMinute * MinuteMs), StartMs + (toMinute * MinuteMs)) { Mixed = plan.Mixed };
        return Pricing.Of(request, series);
    }

    private static RegisterSeries SeriesOf(long[] growth)
    {
        return RegisterSeries.Of(RowsOf(growth), 0, NameOf);
    }

    private static RegisterRow[] RowsOf(long[] growth)
    {
        long register = 0;
        return [new RegisterRow(StartMs, 0, "", 0), .. growth.Select((part, index) =>
            new RegisterRow(StartMs + ((index + 1) * StepMinutes * MinuteMs), register += part, "", index + 1))];
    }

    private static string NameOf(long place)
    {
        return $"reading {place}";
    }
}
