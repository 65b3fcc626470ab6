namespace Wugang.Supervisor.Server;

/// <summary>What <c>/healthz</c> looks at.</summary>
internal sealed class SupervisorHealth
{
    private volatile bool _isLedgerWriting = true;

    /// <summary>Whether the newest commit succeeded.</summary>
    public bool IsLedgerWriting
    {
        get => _isLedgerWriting;
        set => _isLedgerWriting = value;
    }
}
