using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Orleans.Concurrency;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Supervisor.Server.Views;

/// <summary>
/// What this server shows of all facilities: follows the overview, and makes the status document for those who ask or watch, and only for
/// them.
/// </summary>
internal sealed partial class StatusFeed(
    IGrainFactory grains, CurrentEnrolment enrolment, SupervisorOptions options, SupervisorClock clock, ILogger<StatusFeed> logger) : BackgroundService
{
    // A document a second even where nothing changes, so that whoever watches sees that the supervisor lives.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // The overview answers every five seconds, also where nothing changes.
    private static readonly TimeSpan CurrentFor = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, FacilityView> _facilities = new();
    private readonly SummaryBook _summaries = new();
    private OverviewChanges _newest = new(default, 0, [], [], new RejectionsView(0, new Dictionary<string, long>(), []));
    private long _takenTimestamp;
    private TaskCompletionSource _changed = New();

    /// <summary>Whether what is shown is of now: the overview answers. While it does not, nothing is shown, as nobody could tell it from what is.</summary>
    public bool IsCurrent => Interlocked.Read(ref _takenTimestamp) is not 0 and long taken && Stopwatch.GetElapsedTime(taken) < CurrentFor;

    /// <summary>The present document of what a person sees, as soon as there is one.</summary>
    public async Task<string> GetAsync(Person reader, CancellationToken cancel)
    {
        await WaitUntilCurrentAsync(cancel);
        return Write(reader);
    }

    /// <summary>The present document, then each newer one; a slow watcher misses those in between. Cancelled, it ends.</summary>
    public async IAsyncEnumerable<string> Follow(Person reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (OverviewChanges _ in Changes(cancel))
        {
            yield return Write(reader);
        }
    }

    /// <summary>The present overview of what a person sees.</summary>
    public async Task<OverviewDocument> GetOverviewAsync(Person reader, CancellationToken cancel)
    {
        await WaitUntilCurrentAsync(cancel);
        OverviewChanges newest = Volatile.Read(ref _newest);
        return OverviewOf(reader, _summaries.Since(0).Facilities, newest.Events, RejectionsFor(reader, newest));
    }

    /// <summary>
    /// The overview, then what has changed in it since: facilities that say something else, events that are new, rejections where there are
    /// more. Cancelled, it ends.
    /// </summary>
    public async IAsyncEnumerable<SseItem<string>> FollowOverview(Person reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        long number = 0;
        IReadOnlyList<EnrolledFacility>? enrolled = null;
        EventView? newestEvent = null;
        long rejected = -1;
        await foreach (OverviewChanges newest in Changes(cancel))
        {
            // Where a facility or node has come or gone, all is said anew.
            bool isWhole = !ReferenceEquals(enrolled, enrolment.Facilities);
            enrolled = enrolment.Facilities;
            (newestEvent, rejected) = isWhole ? (null, -1) : (newestEvent, rejected);
            (number, FacilitySummary[] facilities) = _summaries.Since(isWhole ? 0 : number);
            RejectionsView rejections = RejectionsFor(reader, newest);
            OverviewDocument document = OverviewOf(
                reader,
                facilities,
                newest.Events.TakeWhile(one => newestEvent is null || !one.IsSameAs(newestEvent)),
                rejections.Total == rejected ? null : rejections);
            (newestEvent, rejected) = (newest.Events.Count > 0 ? newest.Events[0] : newestEvent, rejections.Total);
            yield return new SseItem<string>(JsonSerializer.Serialize(document, StatusViews.Json), isWhole ? "overview" : "changes");
        }
    }

    /// <summary>What is known of one facility now, or null.</summary>
    public async Task<FacilityDocument?> GetFacilityAsync(string id, CancellationToken cancel)
    {
        await WaitUntilCurrentAsync(cancel);
        return enrolment.FindFacility(id) is not null && _facilities.GetValueOrDefault(id) is { } facility ? new FacilityDocument(clock.NowMs, facility) : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IOverviewGrain overview = grains.GetGrain<IOverviewGrain>(IOverviewGrain.Key);
        try
        {
            while (true)
            {
                try
                {
                    Immutable<OverviewChanges> changes = await overview.WaitAsync(
                        new OverviewVersion(_newest.Epoch, _newest.Number), stoppingToken);
                    stoppingToken.ThrowIfCancellationRequested();
                    Take(changes.Value);
                    await Task.Delay(ShortestPause, stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    // Whatever it was, a call that was cancelled where the overview stood among others: whoever watches depends on this going on.
                    LogOverviewAway(e.Message);
                    await Task.Delay(RetryAfter, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private long UtcOffsetMs => (long)options.Days.TimeZone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(clock.NowMs)).TotalMilliseconds;

    /// <summary>The newest state at once, then after each change, at least once a second. Cancelled, it ends.</summary>
    private async IAsyncEnumerable<OverviewChanges> Changes([EnumeratorCancellation] CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await WaitUntilCurrentAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task changed = Volatile.Read(ref _changed).Task;
            yield return Volatile.Read(ref _newest);
            await changed.WaitAsync(LongestPause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitUntilCurrentAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task changed = Volatile.Read(ref _changed).Task;
            if (IsCurrent)
            {
                return;
            }

            await changed.WaitAsync(cancel);
        }
    }

    private void Take(OverviewChanges changes)
    {
        foreach (FacilityView facility in changes.Facilities)
        {
            _facilities[facility.Id] = facility;
        }

        _summaries.Note(changes.Facilities);

        Volatile.Write(ref _newest, changes);
        Interlocked.Exchange(ref _takenTimestamp, Stopwatch.GetTimestamp());
        Interlocked.Exchange(ref _changed, New()).SetResult();
    }

    private string Write(Person reader)
    {
        OverviewChanges newest = Volatile.Read(ref _newest);
        FacilityView[] seen = [.. SeenBy(reader)];
        return JsonSerializer.Serialize(
            new StatusDocument(
                clock.NowMs,
                seen,
                [.. newest.Events.Where(one => reader.May(Right.Read, one.Node))],
                RejectionsFor(reader, newest),
                AlertsView.Sum(seen.Select(facility => facility.Alerts))),
            StatusViews.Json);
    }

    private OverviewDocument OverviewOf(Person reader, IEnumerable<FacilitySummary> facilities, IEnumerable<EventView> events, RejectionsView? rejections)
    {
        return new OverviewDocument(
            clock.NowMs,
            UtcOffsetMs,
            [.. facilities.Where(facility => enrolment.FindFacility(facility.Id) is not null && reader.May(Right.Read, facility.Id))],
            [.. events.Where(one => reader.May(Right.Read, one.Node))],
            rejections);
    }

    private IEnumerable<FacilityView> SeenBy(Person reader)
    {
        return enrolment.Facilities.Where(facility => reader.May(Right.Read, facility.Id))
            .Select(facility => _facilities.GetValueOrDefault(facility.Id)).OfType<FacilityView>();
    }

    /// <summary>
    /// What was rejected in the city; for who does not see all of it, only how much of it was in the name of the nodes that they see: the rest may be
    /// about others.
    /// </summary>
    private RejectionsView RejectionsFor(Person reader, OverviewChanges newest)
    {
        return reader.May(Right.Read, Area.City)
            ? newest.Rejections
            : new RejectionsView(SeenBy(reader).SelectMany(facility => facility.Nodes).Sum(node => node.Rejected), new Dictionary<string, long>(), []);
    }

    private static TaskCompletionSource New()
    {
        return new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The overview does not answer ({Reason}); nothing is shown until it does.")]
    private partial void LogOverviewAway(string reason);
}
