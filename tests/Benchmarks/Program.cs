using BenchmarkDotNet.Running;
using Wugang.Tests.Benchmarks;
using Wugang.Tests.Benchmarks.Footprint;
using Wugang.Tests.Benchmarks.Ingest;
using Wugang.Tests.Benchmarks.Township;

return args switch
{
    ["ingest", .. string[] rest] => await IngestCommand.RunAsync(rest),
    [IngestPart.Load, string order] => await LoadGenerator.RunAsync(IngestOrder.Parse(order)),
    [IngestPart.Bare, string order] => await BareSubscriber.RunAsync(IngestOrder.Parse(order)),
    [IngestPart.Supervisor, string order] => await SupervisorUnderTest.RunAsync(IngestOrder.Parse(order)),
    [IngestPart.Broker, string order] => await EmbeddedBrokerProcess.RunAsync(IngestOrder.Parse(order)),
    [TownshipCommand.Name, string facilities, string eventsPerSecond] => await TownshipCommand.RunAsync(facilities, eventsPerSecond),
    [FootprintCommand.Name] => FootprintCommand.Write(),
    [FootprintCommand.RunName] => FootprintCommand.Run(),
    _ => Measure(args),
};

static int Measure(string[] args)
{
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

    return 0;
}
