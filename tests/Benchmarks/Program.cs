using BenchmarkDotNet.Running;
using Wugang.Tests.Benchmarks;

BenchmarkRunner.Run<RecordBenchmarks>(args: args);
