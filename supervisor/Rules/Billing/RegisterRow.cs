namespace Wugang.Supervisor.Rules.Billing;

/// <summary>What a meter showed at an instant.</summary>
/// <param name="UnixMs">The instant, milliseconds since 1970 UTC.</param>
/// <param name="Register">The cumulative register, in Wh or litres.</param>
/// <param name="Meter">Serial number of the meter where it is known; another one is another meter. Else empty.</param>
/// <param name="Place">Where it stands: a line of a file, or the number of a signed record.</param>
public readonly record struct RegisterRow(long UnixMs, long Register, string Meter, long Place);
