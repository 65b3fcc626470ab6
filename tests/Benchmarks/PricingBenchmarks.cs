using BenchmarkDotNet.Attributes;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Tests.Benchmarks;

/// <summary>What it costs to price one year of quarters of an hour, 35 040 intervals, with tiers and periods of the day.</summary>
[InProcess]
[MemoryDiagnoser]
public class PricingBenchmarks
{
    private const int Intervals = 365 * 96;
    private const long IntervalMs = 900_000;

    // 1 January 2025, 00:00 in China.
    private const long StartMs = 1_735_660_800_000;

    private readonly RegisterRow[] _rows;
    private readonly RegisterSeries _series;
    private readonly PriceRequest _request;
    private readonly PriceRequest _mixed;

    public PricingBenchmarks()
    {
        Tariff tariff = TariffReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "fictional-electricity.json"));
        Random random = new(1);
        long register = 1_000_000;
        _rows = [.. Enumerable.Range(0, Intervals + 1).Select(i => new RegisterRow(StartMs + (i * IntervalMs), register += random.Next(0, 500), "", i))];
        _series = RegisterSeries.Of(_rows, 0, place => $"{place}");
        _request = new PriceRequest(tariff, "residential_time_of_use", StartMs, _series.LastMs);
        _mixed = _request with { Mixed = new MixedUse("non_residential", null, 100_000) };
    }

    [Benchmark(Description = "price a year: tiers and peak and valley")]
    public long Price()
    {
        return Pricing.Of(_request, _series).TotalFen;
    }

    [Benchmark(Description = "the same, a part by quantity with four periods and seasons")]
    public long PriceMixed()
    {
        return Pricing.Of(_mixed, _series).TotalFen;
    }

    [Benchmark(Description = "the same as the first, the registers put in order as well")]
    public long PriceFromRows()
    {
        return Pricing.Of(_request, RegisterSeries.Of(_rows, 0, place => $"{place}")).TotalFen;
    }
}
