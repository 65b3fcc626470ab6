namespace Wugang.Supervisor.Server;

/// <summary>A name in both languages.</summary>
public sealed record BilingualName(string Zh, string En);
