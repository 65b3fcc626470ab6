namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>How a seed ended.</summary>
/// <param name="Seed">Which it was.</param>
/// <param name="NodeDays">Days of virtual time, times nodes.</param>
/// <param name="Records">Records and heartbeats in the ledger.</param>
/// <param name="Faults">How often anything went wrong.</param>
/// <param name="Lost">Records that are gone although they must not be.</param>
/// <param name="Duplicated">Records that were stored more than once.</param>
/// <param name="Violation">The first thing that must never happen, or null.</param>
/// <param name="TraceHash">Stands for all that happened.</param>
public sealed record SwarmResult(
    long Seed, int NodeDays, long Records, long Faults, int Lost, int Duplicated, Violation? Violation, ulong TraceHash);
