using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// The one loop that everything passes: takes what has arrived, has it judged and stored, then acknowledges it to the
/// broker and to the nodes and shows what has changed.
/// </summary>
internal sealed partial class IntakeService(
    BrokerConnection broker,
    SharedSupervision supervision,
    SupervisorKey key,
    StatusFeed feed,
    ILogger<IntakeService> logger) : BackgroundService
{
    private const int MaxBatch = 256;
    private const long RepublishMs = 30_000;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly SupervisedDocuments _documents = new(key);
    private readonly Dictionary<string, byte[]> _published = [];
    private bool _isEverythingOwed;
    private long _publishedMs;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Show();
        Task connection = broker.RunAsync(() => Volatile.Write(ref _isEverythingOwed, true), stoppingToken);
        try
        {
            Task arrival = broker.WaitForArrivalAsync(stoppingToken);
            while (true)
            {
                await Task.WhenAny(arrival, Task.Delay(Tick, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
                await ProcessArrivedAsync(stoppingToken);
                if (arrival.IsCompleted)
                {
                    arrival = broker.WaitForArrivalAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        finally
        {
            await connection.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ProcessArrivedAsync(CancellationToken cancel)
    {
        List<ReceivedMessage> messages = [];
        while (messages.Count < MaxBatch && broker.TryTake(out ReceivedMessage? message))
        {
            messages.Add(message);
        }

        IReadOnlyCollection<SupervisedNode> owed;
        try
        {
            owed = supervision.Process(messages);
        }
        catch (SqliteException e)
        {
            LogLedgerFailed(e.Message);
            await broker.DropAsync(cancel);
            return;
        }

        await AcknowledgeAsync(messages, owed, cancel);
        Show();
        await PublishAsync(cancel);
    }

    private async Task AcknowledgeAsync(
        List<ReceivedMessage> messages,
        IReadOnlyCollection<SupervisedNode> owed,
        CancellationToken cancel)
    {
        foreach (ReceivedMessage message in messages)
        {
            await message.AcknowledgeAsync(cancel);
        }

        // After a connect every node hears how far it is stored: the broker may have forgotten what was retained.
        bool isEverythingOwed = Interlocked.Exchange(ref _isEverythingOwed, false);
        foreach (SupervisedNode node in isEverythingOwed ? supervision.Nodes : owed)
        {
            byte[] acknowledgement = node.Acknowledge(
                supervision.NowMs, RandomNumberGenerator.GetBytes(Acknowledgement.ChallengeBytes));
            await broker.PublishAsync(node.Topics.Acknowledgement, acknowledgement, cancel);
        }

        if (isEverythingOwed)
        {
            _published.Clear();
        }
    }

    private void Show()
    {
        feed.Publish(JsonSerializer.Serialize(StatusViews.Of(supervision), StatusViews.Json));
    }

    private async Task PublishAsync(CancellationToken cancel)
    {
        long nowMs = supervision.NowMs;
        bool isDue = nowMs - _publishedMs >= RepublishMs;
        _publishedMs = isDue ? nowMs : _publishedMs;
        foreach (SupervisedFacility facility in supervision.Facilities)
        {
            await PublishIfChangedAsync(
                SupervisedDocuments.TopicOf(facility), unixMs => _documents.Write(facility, unixMs), isDue, cancel);
            foreach (SupervisedNode node in facility.Nodes)
            {
                await PublishIfChangedAsync(
                    SupervisedDocuments.TopicOf(node), unixMs => _documents.Write(node, unixMs), isDue, cancel);
            }
        }
    }

    private async Task PublishIfChangedAsync(string topic, Func<long, byte[]> write, bool isDue, CancellationToken cancel)
    {
        byte[] content = SupervisedDocuments.ContentOf(write);
        bool isSame = _published.TryGetValue(topic, out byte[]? before) && before.AsSpan().SequenceEqual(content);
        if ((isSame && !isDue) || !broker.IsConnected)
        {
            return;
        }

        _published[topic] = content;
        await broker.PublishAsync(topic, write(supervision.NowMs), cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger does not take records ({Reason}). Nothing is acknowledged until it does: look at the disk.")]
    private partial void LogLedgerFailed(string reason);
}
