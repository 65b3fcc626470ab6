namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>The number of a zone.</summary>
public sealed record ZoneNumber(string Node, string Zone, long Number);
