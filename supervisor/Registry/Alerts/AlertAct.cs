namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>What a person did about an alert.</summary>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Person">Who.</param>
/// <param name="What"><c>acknowledged</c> or <c>closed</c>.</param>
/// <param name="Note">What they noted; may be empty where they acknowledged.</param>
public sealed record AlertAct(long AtMs, string Person, string What, string Note);
