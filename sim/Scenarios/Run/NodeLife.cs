namespace Wugang.Sim.Scenarios.Run;

/// <summary>A time in which a node ran without a restart.</summary>
/// <param name="Boot">The boot count it had.</param>
/// <param name="FromMs">When it started, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">When it lost power; <see cref="long.MaxValue"/> where it still runs.</param>
public sealed record NodeLife(long Boot, long FromMs, long ToMs);
