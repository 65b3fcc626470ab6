namespace Wugang.Sim.App;

/// <summary>A sentence in both languages.</summary>
internal sealed record Saying(string Zh, string En);
