using Wugang.Supervisor.Rules.Alerts;

namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>A change of an alert on its way to somebody who is told.</summary>
/// <param name="Id">Its number in the channel, 1, 2, 3, …: of one alert, lower ones are told before.</param>
/// <param name="Change">What happened.</param>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Alert">The alert as it was then.</param>
/// <param name="By">The person who did it; empty where nobody did.</param>
/// <param name="Note">What they noted.</param>
/// <param name="Attempts">How often it has been tried.</param>
public sealed record AlertMessage(long Id, AlertChange Change, long AtMs, Alert Alert, string By, string Note, long Attempts);
