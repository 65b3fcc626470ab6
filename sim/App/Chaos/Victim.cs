namespace Wugang.Sim.App.Chaos;

/// <summary>Something that is killed and comes back.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="KillAsync">Kills it.</param>
/// <param name="StartAsync">Brings it back.</param>
internal sealed record Victim(string Name, Func<Task> KillAsync, Func<Task> StartAsync);
