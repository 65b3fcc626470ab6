namespace Wugang.Supervisor.Rules;

/// <summary>An alarm that nobody has reset.</summary>
/// <param name="SinceMs">When it was raised, milliseconds since 1970 UTC.</param>
/// <param name="Sequence">Number of the record that says so.</param>
/// <param name="InputToSirenMs">From the first edge at the input to the siren, in milliseconds.</param>
public sealed record ZoneAlarm(long SinceMs, long Sequence, long InputToSirenMs);
