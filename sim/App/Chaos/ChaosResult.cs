namespace Wugang.Sim.App.Chaos;

/// <summary>What a run has done and what its ledger holds.</summary>
/// <param name="Seconds">How long it killed.</param>
/// <param name="BrokerKills">How often the broker was killed.</param>
/// <param name="SupervisorKills">How often the supervisor was killed.</param>
/// <param name="NodeKills">How often a node lost its power.</param>
/// <param name="Ledger">What the ledger holds in the end.</param>
internal sealed record ChaosResult(
    int Seconds, int BrokerKills, int SupervisorKills, int NodeKills, LedgerFindings Ledger);
