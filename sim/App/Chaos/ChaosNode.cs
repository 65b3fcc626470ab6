namespace Wugang.Sim.App.Chaos;

/// <summary>A node with what its records are held against.</summary>
/// <param name="Board">The board and what is wired to it.</param>
/// <param name="KeySecret">The secret bytes of its key.</param>
/// <param name="Flash">The records that it has made durable.</param>
internal sealed record ChaosNode(VirtualNode Board, byte[] KeySecret, FlashWitness Flash);
