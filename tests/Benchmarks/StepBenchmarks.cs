using BenchmarkDotNet.Attributes;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Core;

namespace Wugang.Tests.Benchmarks;

/// <summary>What one step of a node with eight zones and four DL/T 645 meters costs.</summary>
[InProcess]
[MemoryDiagnoser]
public class StepBenchmarks
{
    private readonly MeterBoard _idle = new(new SystemMac(), intervalS: 900);
    private readonly MeterBoard _busy = new(new SystemMac(), intervalS: 1);

    public StepBenchmarks()
    {
        while (_idle.NowMs < 5000)
        {
            _idle.Step(10);
        }
    }

    [Benchmark(Description = "idle step")]
    public long Idle()
    {
        return _idle.Step(0);
    }

    /// <summary>One round of four meters takes longer than a second, so that one is always being read; its records are in the mean.</summary>
    [Benchmark(Description = "step while four meters are read, every 10 ms")]
    public long Busy()
    {
        return _busy.Step(10);
    }
}
