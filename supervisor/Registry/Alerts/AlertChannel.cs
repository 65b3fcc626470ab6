namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>Somebody who is told of alerts, and how that goes.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Waiting">Messages that are not delivered yet.</param>
/// <param name="FailingSinceMs">Since when nothing gets there, milliseconds since 1970 UTC; 0 while it does.</param>
/// <param name="Failure">Why; empty while it does.</param>
/// <param name="Dropped">Messages that were given up, for being too old or too many.</param>
public sealed record AlertChannel(string Name, long Waiting, long FailingSinceMs, string Failure, long Dropped);
