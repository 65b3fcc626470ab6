using System.Data.Common;
using Orleans.Concurrency;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <inheritdoc cref="IFacilityGrain"/>
internal sealed class FacilityGrain(GrainServices services) : DueGrain(services.Due), IFacilityGrain
{
    private const long RepublishEveryMs = 30_000;

    // What is told to an overview that is gone is lost; one that hears nothing for longer asks.
    private const long TellEveryMs = 10_000;

    // A node that beats is reported every minute. One of which nothing is heard for longer may have lost its grain with a server, and then nobody
    // would see that it is silent, until somebody asks.
    private const long QuietAfterMs = 90_000;

    private readonly Dictionary<string, Heard> _nodes = [];
    private readonly VerdictSince _verdict = new();
    private EnrolledFacility _enrolled = null!;
    private DayBook _days = null!;
    private FacilityAlerts _alerts = null!;
    private byte[] _published = [];
    private long _publishedMs = long.MinValue / 2;
    private long _toldMs = long.MinValue / 2;
    private volatile bool _isEverythingOwed;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        string id = this.GetPrimaryKeyString();
        _enrolled = await services.Enrolment.GetAsync(enrolment => enrolment.FindFacility(id), id);
        _days = new DayBook(id, services.Options.Days);
        _alerts = new FacilityAlerts(id, services, () => Tell([], services.Clock.NowMs));
        DateOnly today = services.Options.Days.DayOf(services.Clock.NowMs);
        _days.Restore(await services.Loader.LoadAsync(
            ledger => ledger.ReadDayChanges(id, today.AddDays(-DayBook.DaysKept), today).ToArray()));
        await AskNodesAsync(_enrolled);
        Judge(services.Clock.NowMs);
        LookForAlerts(services.Clock.NowMs);
        BeginToWait();
    }

    public override void OweEverything()
    {
        _isEverythingOwed = true;
        base.OweEverything();
    }

    public async Task EnrolAsync()
    {
        await services.Enrolment.RefreshAsync();
        EnrolledFacility enrolled = await services.Enrolment.GetAsync(enrolment => enrolment.FindFacility(_enrolled.Id), _enrolled.Id);
        string[] nodes = [.. enrolled.Nodes.Select(node => node.Id.Value)];
        await Task.WhenAll(nodes.Select(node => GrainFactory.GetGrain<INodeGrain>(node).EnrolAsync()));
        await AskNodesAsync(enrolled);
        _enrolled = enrolled;
        foreach (string gone in _nodes.Keys.Except(nodes).ToArray())
        {
            _nodes.Remove(gone);
            GrainFactory.GetGrain<INodeGrain>(gone).EnrolAsync().Ignore();
        }

        Judge(services.Clock.NowMs);
        LookForAlerts(services.Clock.NowMs);
        Tell([], services.Clock.NowMs);
    }

    public async Task ReportAsync(Immutable<NodeReport> report)
    {
        NodeReport value = report.Value;
        if (!_nodes.ContainsKey(value.View.Id))
        {
            return; // It was retired meanwhile.
        }

        long nowMs = services.Clock.NowMs;
        Note(value, nowMs);
        _days.NoteChange(value.ChangedFromMs);
        Judge(nowMs);
        _alerts.Note(value.Occurrences, nowMs);
        LookForAlerts(nowMs);
        Tell(value.Events, nowMs);
        await UpdateDaysAsync(nowMs);
        Plan();
    }

    public async Task TickAsync()
    {
        long nowMs = services.Clock.NowMs;
        AskQuiet(nowMs);
        Judge(nowMs);
        LookForAlerts(nowMs);
        if (nowMs - _toldMs >= TellEveryMs)
        {
            Tell([], nowMs);
        }

        await UpdateDaysAsync(nowMs);
        Plan();
    }

    public Task NoteAlertAsync(long id, AlertState state)
    {
        _alerts.NoteAct(id, state);
        long nowMs = services.Clock.NowMs;
        LookForAlerts(nowMs);
        Tell([], nowMs);
        return Task.CompletedTask;
    }

    public Task<Immutable<FacilityView>> GetViewAsync()
    {
        return Task.FromResult(new Immutable<FacilityView>(View()));
    }

    public async Task<Immutable<TimelineSegment[]>> GetTimelineAsync(long fromMs, long toMs)
    {
        return new([.. await QueryAsync(fromMs, toMs)]);
    }

    protected override long FindDueMs()
    {
        return Math.Min(_days.NextPlanMs, Math.Min(_publishedMs + RepublishEveryMs, _toldMs + TellEveryMs));
    }

    private async Task AskNodesAsync(EnrolledFacility enrolled)
    {
        foreach (Immutable<NodeReport> report in await Task.WhenAll(
            enrolled.Nodes.Select(node => GrainFactory.GetGrain<INodeGrain>(node.Id.Value).GetReportAsync())))
        {
            Note(report.Value, services.Clock.NowMs);
        }
    }

    private void Note(NodeReport report, long nowMs)
    {
        _nodes[report.View.Id] = new Heard(report, nowMs);
    }

    /// <summary>Asks for nodes that nobody has reported for long: a grain that begins anew with the question then reports by itself.</summary>
    private void AskQuiet(long nowMs)
    {
        foreach ((string quiet, Heard heard) in _nodes.Where(node => nowMs - node.Value.AtMs > QuietAfterMs).ToArray())
        {
            _nodes[quiet] = heard with { AtMs = nowMs };
            GrainFactory.GetGrain<INodeGrain>(quiet).GetReportAsync().Ignore();
        }
    }

    private NodeReport[] Reports()
    {
        return [.. _enrolled.Nodes.Select(node => _nodes[node.Id.Value].Report)];
    }

    private FacilityView View()
    {
        return StatusViews.Of(_enrolled, _verdict, Reports()) with { Alerts = _alerts.View() };
    }

    private void LookForAlerts(long nowMs)
    {
        _alerts.Look(Reports().SelectMany(node => node.Conditions), nowMs);
    }

    private void Judge(long nowMs)
    {
        _verdict.Update(ProtectionRule.Combine([.. Reports().Select(node => node.Verdict)]), nowMs);
        byte[] content = services.Documents.ContentOf(_enrolled.Id, _verdict);
        if (_isEverythingOwed || nowMs - _publishedMs >= RepublishEveryMs || !content.AsSpan().SequenceEqual(_published))
        {
            services.Outbox.Post(SupervisedDocuments.TopicOf(_enrolled.Id), services.Documents.Write(_enrolled.Id, _verdict, nowMs));
            (_published, _publishedMs, _isEverythingOwed) = (content, nowMs, false);
        }
    }

    private void Tell(IReadOnlyList<EventView> events, long nowMs)
    {
        _toldMs = nowMs;
        GrainFactory.GetGrain<IOverviewGrain>(IOverviewGrain.Key).ReportAsync(new(new FacilityReport(View(), events))).Ignore();
    }

    /// <summary>Looks whether a day has ended, changed or closed, and stores it.</summary>
    private async Task UpdateDaysAsync(long nowMs)
    {
        long firstMs = Reports().Select(node => node.FirstMs).DefaultIfEmpty(long.MaxValue).Min();
        if (_days.Plan(firstMs, nowMs) is { } time)
        {
            try
            {
                _days.Update(await QueryAsync(time.FromMs, time.ToMs), nowMs);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                // A node is not to be had at the moment: at the next look.
                _days.TakeBack();
            }
        }

        if (_days.Pending.Count == 0)
        {
            return;
        }

        try
        {
            await services.Writer.CommitAsync(new LedgerBatch([], [], [.. _days.Pending]));
            _days.ClearPending();
        }
        catch (Exception e) when (e is DbException or LedgerConflictException)
        {
            // They stay, and go with the next tick.
        }
    }

    private async Task<IReadOnlyList<TimelineSegment>> QueryAsync(long fromMs, long toMs)
    {
        if (fromMs >= toMs)
        {
            return [];
        }

        KeyValuePair<string, IReadOnlyList<TimelineSegment>>[] nodes = await Task.WhenAll(_enrolled.Nodes.Select(async node =>
        {
            Immutable<TimelineSegment[]> segments = await GrainFactory.GetGrain<INodeGrain>(node.Id.Value).GetTimelineAsync(fromMs, toMs);
            return KeyValuePair.Create<string, IReadOnlyList<TimelineSegment>>(node.Id.Value, segments.Value);
        }));
        return FacilityTimeline.Combine(nodes, fromMs, toMs);
    }

    /// <summary>What a node reported, and when that came or was asked for again, milliseconds since 1970 UTC.</summary>
    private sealed record Heard(NodeReport Report, long AtMs);
}
