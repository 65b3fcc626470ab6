using BenchmarkDotNet.Running;
using Wugang.Tests.Benchmarks;

BenchmarkSwitcher.FromTypes([typeof(RecordBenchmarks), typeof(StepBenchmarks)]).RunAll(args: args);
