namespace Wugang.Supervisor.Server.Grains;

/// <summary>A grain that has something to do when its time comes, or when the broker has come back.</summary>
/// <param name="due">Where what is on this server waits.</param>
internal abstract class DueGrain(DueList due) : Grain, IDue
{
    private const long RetryAfterMs = 1000;

    private IDueGrain _self = null!;
    private long _dueMs = long.MaxValue;

    public long DueMs => Volatile.Read(ref _dueMs);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        due.Remove(this);
        return Task.CompletedTask;
    }

    public void Call(long nowMs)
    {
        Volatile.Write(ref _dueMs, long.MaxValue);
        CallAsync(nowMs).Ignore();
    }

    public virtual void OweEverything()
    {
        Volatile.Write(ref _dueMs, 0);
    }

    /// <summary>Lets itself be called from now on, and at once.</summary>
    protected void BeginToWait()
    {
        _self = this.AsReference<IDueGrain>();
        due.Add(this);
        Volatile.Write(ref _dueMs, 0);
    }

    /// <summary>Works out anew when it is due.</summary>
    protected void Plan()
    {
        Volatile.Write(ref _dueMs, FindDueMs());
    }

    /// <summary>When it is next due, milliseconds since 1970 UTC.</summary>
    protected abstract long FindDueMs();

    /// <summary>By its reference, as it may be called from any thread; a call that is lost is made again.</summary>
    private async Task CallAsync(long nowMs)
    {
        try
        {
            await _self.TickAsync();
        }
        catch (Exception)
        {
            Volatile.Write(ref _dueMs, nowMs + RetryAfterMs);
        }
    }
}
