using System.Collections.Concurrent;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>
/// Everything on this server that waits for its time: looked through five times a second, so that what is not due costs next to nothing. The
/// time is the supervisor's, which a test may move on.
/// </summary>
internal sealed class DueList(SupervisorClock clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<IDue, byte> _waiting = new();

    /// <summary>All of it now.</summary>
    public IEnumerable<IDue> All => _waiting.Keys;

    public void Add(IDue due)
    {
        _waiting[due] = 0;
    }

    public void Remove(IDue due)
    {
        _waiting.TryRemove(due, out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                long nowMs = clock.NowMs;
                foreach (IDue due in _waiting.Keys.Where(due => due.DueMs <= nowMs))
                {
                    due.Call(nowMs);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
