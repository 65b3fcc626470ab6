using System.Diagnostics;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// Takes what has arrived from the broker, gives each message to the grain of its node, and acknowledges it to the broker once the grain
/// has answered that it is durable. Several batches are on their way at a time, so that nobody waits for the disk but the disk; one that
/// takes long leaves the road to those behind it, up to what the broker gives without an acknowledgement.
/// </summary>
internal sealed partial class IntakeService(
    SupervisorOptions options,
    BrokerConnection broker,
    IGrainFactory grains,
    CurrentEnrolment enrolment,
    LedgerWriter ledger,
    HeardNotices notices,
    DueList due,
    SupervisorClock clock,
    SupervisorMetrics metrics,
    ILogger<IntakeService> logger) : BackgroundService
{
    private const int MaxBatch = 1024;
    private const int MaxBatchesUnderWay = 4;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    // Beyond, a batch does not work but waits: for a ledger that is away, or for a record that may be behind it.
    private static readonly TimeSpan LongestOnTheRoad = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Lane> _lanes = [];
    private int _failedConnection;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task connection = broker.RunAsync(OweEverything, stoppingToken);
        using SemaphoreSlim room = new(MaxBatchesUnderWay);
        Task before = Task.CompletedTask;
        try
        {
            while (true)
            {
                await room.WaitAsync(stoppingToken);
                List<ReceivedMessage> messages = await broker.TakeAsync(MaxBatch, stoppingToken);
                if (messages.Count == 0)
                {
                    room.Release();
                    continue;
                }

                before = ProcessAsync(messages, before, room, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        finally
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await connection.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>After a connect everybody hears everything: the broker may have forgotten what was retained.</summary>
    private void OweEverything()
    {
        foreach (IDue waiting in due.All)
        {
            waiting.OweEverything();
        }
    }

    private async Task ProcessAsync(List<ReceivedMessage> messages, Task before, SemaphoreSlim room, CancellationToken cancel)
    {
        using Activity? span = Telemetry.Source.StartActivity("intake.batch", ActivityKind.Consumer)?.SetTag("messaging.batch.message_count", messages.Count);
        ILookup<string?, ReceivedMessage> byNode = messages.ToLookup(message => MessageJudge.NodeOf(message.Content.Topic)?.Value);
        Task<Outcome[]> given = Task.WhenAll(byNode.Select(ofOne => GiveAsync(ofOne.Key, [.. ofOne], cancel)));
        await ((Task)given).WaitAsync(LongestOnTheRoad, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        room.Release();
        Outcome[] outcomes = await given;
        await before.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (outcomes.FirstOrDefault(outcome => outcome.Failure is not null).Failure is { } reason)
        {
            // The broker keeps what was not stored, and gives it once more after a reconnect.
            if (messages[0].Connection > Interlocked.Exchange(ref _failedConnection, messages[0].Connection))
            {
                LogLedgerFailed(reason);
                await broker.DropAsync(cancel);
            }

            return;
        }

        // In the order of their arrival (MQTT 5.0, section 4.6).
        foreach (ReceivedMessage message in messages)
        {
            await message.AcknowledgeAsync(cancel);
        }
    }

    /// <summary>
    /// Gives messages to the grain of their node, after all that came before them on the same connection. Where several servers share the
    /// stream nothing waits here: the grain puts records in order, and one that waits there may wait for one that comes behind it.
    /// </summary>
    private Task<Outcome> GiveAsync(string? node, IReadOnlyList<ReceivedMessage> messages, CancellationToken cancel)
    {
        int connection = messages[0].Connection;
        IncomingMessage[] contents = [.. messages.Select(message => message.Content)];
        if (FindRefusal(node) is { } refusal)
        {
            return SetAsideAsync(contents, refusal, connection);
        }

        Array.ForEach(contents, content => notices.Note(node!, content));
        if (!_lanes.TryGetValue(node!, out Lane? lane))
        {
            _lanes[node!] = lane = new Lane(grains.GetGrain<INodeGrain>(node!));
        }

        Task<Outcome> before = options.IsCluster ? Lane.Free : lane.Newest;
        return lane.Newest = GiveAsync(lane.Grain, new Delivery(contents), connection, before, cancel);
    }

    private Rejection? FindRefusal(string? node)
    {
        return node is null ? Rejection.UnknownTopic
            : enrolment.FindNode(node) is not { } enrolled ? Rejection.UnknownNode
            : enrolled.IsSuspended ? Rejection.NodeSuspended
            : null;
    }

    private async Task<Outcome> GiveAsync(INodeGrain node, Delivery delivery, int connection, Task<Outcome> before, CancellationToken cancel)
    {
        Outcome previous = await before;
        return previous.Failure is not null && previous.Connection == connection
            ? previous
            : new Outcome(connection, await DeliverAsync(node, delivery, cancel));
    }

    /// <returns>Null, or why the ledger did not take them.</returns>
    private async Task<string?> DeliverAsync(INodeGrain node, Delivery delivery, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await node.TakeAsync(delivery);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                // The server that had the grain is gone or busy, or the grain cannot start: once it does, it knows what it has heard already.
                LogGrainAway(node.GetPrimaryKeyString(), e.Message);
                await Task.Delay(RetryAfter, cancel);
            }
        }
    }

    private async Task<Outcome> SetAsideAsync(IReadOnlyList<IncomingMessage> messages, Rejection reason, int connection)
    {
        QuarantinedMessage[] strays = [.. messages.Select(message => QuarantinedMessage.Of(message, reason, clock.NowMs))];
        try
        {
            await ledger.CommitAsync(new LedgerBatch([], strays, []));
        }
        catch (System.Data.Common.DbException e)
        {
            return new Outcome(connection, e.Message);
        }

        metrics.Count(strays);
        grains.GetGrain<IOverviewGrain>(IOverviewGrain.Key).NoteRejectedAsync(new(StatusViews.Of(strays))).Ignore();
        return new Outcome(connection, null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger does not take records ({Reason}). Nothing is acknowledged until it does: look at the disk.")]
    private partial void LogLedgerFailed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} is not to be had at the moment ({Reason}); its messages are given to it again.")]
    private partial void LogGrainAway(string node, string reason);

    /// <summary>The way to a node: what came later is not given before the newest delivery has ended, whatever became of it.</summary>
    private sealed class Lane(INodeGrain grain)
    {
        public INodeGrain Grain => grain;

        public static Task<Outcome> Free { get; } = Task.FromResult(default(Outcome));

        public Task<Outcome> Newest { get; set; } = Free;
    }

    /// <summary>What became of messages that came on a connection.</summary>
    /// <param name="Connection">Its number.</param>
    /// <param name="Failure">Null, or why the ledger did not take them.</param>
    private readonly record struct Outcome(int Connection, string? Failure);
}
