using BenchmarkDotNet.Running;
using Wugang.Tests.Benchmarks;

BenchmarkSwitcher switcher = BenchmarkSwitcher.FromTypes([typeof(RecordBenchmarks), typeof(StepBenchmarks), typeof(PricingBenchmarks)]);
if (args.Length == 0)
{
    switcher.RunAll();
}
else
{
    // Only some: --filter '*Pricing*'
    switcher.Run(args);
}
