namespace Wugang.Sim.App.Chaos;

/// <summary>A ledger held against what the nodes have made durable.</summary>
/// <param name="Records">Records that it holds.</param>
/// <param name="Missing">Numbers up to a node's newest record that it does not hold.</param>
/// <param name="Duplicated">Records that it holds more than once.</param>
/// <param name="Broken">Whatever else is not as it should be, in words.</param>
internal sealed record LedgerFindings(int Records, int Missing, int Duplicated, IReadOnlyList<string> Broken);
