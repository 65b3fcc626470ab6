using System.Data.Common;
using Wugang.Supervisor.Ledger;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>
/// Drops heartbeats that are older than the settings keep them. What they proved stays: the verdicts of the days, and the records. The newest of each
/// node stays too, as later ones are held against it.
/// </summary>
internal sealed partial class HeartbeatRetention(
    SupervisorOptions options, ILedgerStore ledger, SupervisorClock clock, ILogger<HeartbeatRetention> logger) : BackgroundService
{
    private const long DayMs = 86_400_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.KeepHeartbeatsDays is not { } days)
        {
            return;
        }

        using PeriodicTimer timer = new(LookEvery);
        try
        {
            do
            {
                await Task.Run(() => Drop(clock.NowMs - (days * DayMs), stoppingToken), stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    // Node by node: no transaction is long, so that nobody who stores waits for it.
    private void Drop(long beforeMs, CancellationToken cancel)
    {
        try
        {
            foreach (string node in ledger.ReadNodes())
            {
                cancel.ThrowIfCancellationRequested();
                ledger.DropHeartbeats(node, beforeMs);
            }
        }
        catch (DbException e)
        {
            LogNotDropped(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old heartbeats stay for now ({Reason}); in an hour it is tried again.")]
    private partial void LogNotDropped(string reason);
}
