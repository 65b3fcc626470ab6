namespace Wugang.Supervisor.Rules;

/// <summary>An alarm that nobody has reset.</summary>
/// <param name="Causes">What raised it since: <c>detected</c>, <c>intrusion</c>, <c>held_open</c>, <c>fault</c>; none where only a heartbeat tells of it.</param>
/// <param name="SinceMs">When it was raised last, milliseconds since 1970 UTC.</param>
/// <param name="Sequence">Number of the record that says so.</param>
/// <param name="InputToSirenMs">From the first edge at the input to the siren, in milliseconds; or null where only a heartbeat tells of it.</param>
public sealed record ZoneAlarm(IReadOnlyList<string> Causes, long SinceMs, long Sequence, long? InputToSirenMs);
