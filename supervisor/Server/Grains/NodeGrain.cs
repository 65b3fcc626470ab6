using System.Security.Cryptography;
using Orleans.Concurrency;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <inheritdoc cref="INodeGrain"/>
internal sealed class NodeGrain : DueGrain, INodeGrain
{
    // How long a record that came by another server waits for those before it, in milliseconds: while a server comes or goes, calls to grains
    // take seconds; a node says again after ten what nobody has acknowledged.
    private const long OrderPatienceMs = 5000;

    private static readonly TimeSpan LookForOrderEvery = TimeSpan.FromMilliseconds(500);

    private const int MaxAttempts = 3;

    // How long a node may take a command or a configuration, in milliseconds.
    private const long ValidMs = 60_000;

    private readonly GrainServices _services;
    private readonly AcknowledgementPlan _acknowledgements = new();
    private readonly NodeVoice _voice;
    private readonly Inbox _inbox;
    private SupervisedNode _node = null!;
    private bool _isPumping;
    private long _lastMessageId;

    public NodeGrain(GrainServices services)
        : base(services.Due)
    {
        _services = services;
        _voice = new NodeVoice(services);
        _inbox = new Inbox(services.Options.IsCluster ? OrderPatienceMs : 0);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _node = await LoadAsync();
        _node.UpdateVerdict(_services.Clock.NowMs);
        BeginToWait();
    }

    public override void OweEverything()
    {
        _acknowledgements.OweAfterConnect();
        _voice.OweEverything();
        base.OweEverything();
    }

    public Task<string?> TakeAsync(Delivery delivery)
    {
        Task<string?> done = _inbox.Add(delivery, _services.Clock.NowMs);
        Pump();
        return _inbox.IsEmpty ? done : WaitForOrderAsync(done);
    }

    public Task TickAsync()
    {
        long nowMs = _services.Clock.NowMs;
        _node.UpdateVerdict(nowMs);
        Speak(nowMs);
        Plan();
        return Task.CompletedTask;
    }

    public async Task EnrolAsync()
    {
        await _services.Enrolment.RefreshAsync();
        if (_services.Enrolment.FindNode(_node.Name) is { } enrolled)
        {
            _node.Enrol(enrolled);
            OweEverything();
        }
        else
        {
            // An empty message takes back what the broker retains.
            _services.Outbox.Post(SupervisedDocuments.TopicOfNode(_node.Name), []);
            DeactivateOnIdle();
        }
    }

    public Task<SignedMessage> SignAsync(CommandRequest request)
    {
        (long id, long expiresMs) = Number(_node.Status.CommandId);
        byte[] command = _node.Sign(new Command
        {
            Act = request.Act,
            Zone = request.Zone,
            DurationS = request.DurationS,
            Reason = request.Reason,
            By = request.By,
            Id = id,
            ExpiresUnixMs = expiresMs,
        });
        return Task.FromResult(new SignedMessage(_node.Topics.Command, [command], id, expiresMs));
    }

    public Task<SignedMessage> SignAsync(ConfigurationRequest request)
    {
        (long id, long expiresMs) = Number(_node.Status.Configurations.UpdateId);
        return Task.FromResult(new SignedMessage(
            _node.Topics.Command, [.. _node.Sign(request.Text, id, expiresMs, request.By)], id, expiresMs));
    }

    public Task<Immutable<NodeReport>> GetReportAsync()
    {
        return Task.FromResult(new Immutable<NodeReport>(_voice.ReportOf(_node, long.MaxValue, [])));
    }

    public Task<Immutable<Dictionary<long, int>>> GetVersionsAsync()
    {
        return Task.FromResult(new Immutable<Dictionary<long, int>>(new(_node.Status.Configurations.VersionByBoot())));
    }

    public Task<Immutable<TimelineSegment[]>> GetTimelineAsync(long fromMs, long toMs)
    {
        return Task.FromResult(new Immutable<TimelineSegment[]>([.. _node.Timeline.Query(fromMs, toMs)]));
    }

    protected override long FindDueMs()
    {
        long nowMs = _services.Clock.NowMs;
        return Math.Min(_node.DueMs(nowMs), Math.Min(_acknowledgements.DueMs, _voice.DueMs(nowMs)));
    }

    /// <summary>
    /// Looks by itself whether the wait is over, without a call: where the server that knew of this grain is gone, Orleans sends the grain away.
    /// It takes no calls then, and goes once those that it has are answered.
    /// </summary>
    private async Task<string?> WaitForOrderAsync(Task<string?> done)
    {
        while (!done.IsCompleted)
        {
            await ((Task)done).WaitAsync(LookForOrderEvery)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            Pump();
        }

        return await done;
    }

    private void Pump()
    {
        if (!_isPumping)
        {
            PumpAsync().Ignore();
        }
    }

    /// <summary>Judges and stores what is ready, batch after batch.</summary>
    private async Task PumpAsync()
    {
        _isPumping = true;
        try
        {
            while (_inbox.TakeReady(_node.Status.StoredSequence, _services.Clock.NowMs) is { Count: > 0 } ready)
            {
                _inbox.Complete(ready, await StoreAsync([.. ready.Select(item => item.Message)]));
            }
        }
        finally
        {
            _isPumping = false;
            Plan();
        }
    }

    /// <returns>Null, or why the ledger did not take them: then nothing of it counts, and it comes again.</returns>
    private async Task<string?> StoreAsync(IReadOnlyList<IncomingMessage> messages)
    {
        try
        {
            await JudgeAsync(messages);
            return null;
        }
        catch (Exception e)
        {
            _node.TakeBack();
            return e.Message;
        }
    }

    /// <exception cref="Exception">The ledger did not take them.</exception>
    private async Task JudgeAsync(IReadOnlyList<IncomingMessage> messages)
    {
        for (int attempt = 1; ; attempt++)
        {
            long nowMs = _services.Clock.NowMs;
            JudgedMessages judged = _node.Judge(messages, nowMs);
            try
            {
                await _services.Writer.CommitAsync(judged.Batch);
            }
            catch (LedgerConflictException) when (attempt < MaxAttempts)
            {
                // Another server takes itself for the one that looks after this node: on from what is stored.
                _node = await LoadAsync();
                continue;
            }

            int notUnderstoodCount = _node.Apply(judged);
            _node.UpdateVerdict(nowMs);
            _services.Metrics.Count(judged, notUnderstoodCount);
            _acknowledgements.Owe(judged);
            _voice.Note(_node.Name, judged);
            Speak(nowMs);
            return;
        }
    }

    /// <summary>Tells the node, the dashboards and the facility what they are to hear by now.</summary>
    private void Speak(long nowMs)
    {
        if (_acknowledgements.IsDue(_node, nowMs))
        {
            byte[] challenge = RandomNumberGenerator.GetBytes(Acknowledgement.ChallengeBytes);
            _services.Outbox.Post(_node.Topics.Acknowledgement, _node.Acknowledge(nowMs, challenge));
            _acknowledgements.NoteSent(nowMs);
        }

        _voice.Speak(_node, nowMs);
    }

    /// <summary>A number above every one before, over restarts as well: the time in milliseconds, or more.</summary>
    private (long Id, long ExpiresMs) Number(long answered)
    {
        long nowMs = _services.Clock.NowMs;
        _lastMessageId = Math.Max(nowMs, Math.Max(answered, _lastMessageId) + 1);
        return (_lastMessageId, nowMs + ValidMs);
    }

    private async Task<SupervisedNode> LoadAsync()
    {
        string name = this.GetPrimaryKeyString();
        EnrolledNode enrolled = await _services.Enrolment.GetAsync(enrolment => enrolment.FindNode(name), name);
        SupervisedNode node = await _services.Loader.LoadAsync(ledger => new SupervisedNode(enrolled, ledger, _services.Clock.NowMs));
        if (_services.Notices.Find(name) is { } notice)
        {
            node.Recall(notice, _services.Clock.NowMs);
        }

        return node;
    }
}
