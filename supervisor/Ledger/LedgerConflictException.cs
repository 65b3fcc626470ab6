namespace Wugang.Supervisor.Ledger;

/// <summary>
/// Somebody else has stored records of the same node meanwhile: another server took itself for the one that looks after it. Nothing of the
/// batch was stored; whoever made it goes on from what the ledger holds now.
/// </summary>
public sealed class LedgerConflictException(string message, Exception? inner = null) : Exception(message, inner);
