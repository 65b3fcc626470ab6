namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>What an assembly takes of nanoCLR's limits of 65 535 bytes each.</summary>
/// <param name="Name">The assembly.</param>
/// <param name="IlBytes">All method bodies, release build.</param>
/// <param name="StringBytes">Names and literals, no less than nanoCLR's string table.</param>
internal sealed record AssemblySize(string Name, int IlBytes, int StringBytes);
