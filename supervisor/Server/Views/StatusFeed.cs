using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Orleans.Concurrency;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Grains;

namespace Wugang.Supervisor.Server.Views;

/// <summary>
/// What this server shows of all facilities: follows the overview, and makes the status document for those who ask or watch, and only for
/// them.
/// </summary>
internal sealed partial class StatusFeed(
    IGrainFactory grains, Enrolment enrolment, SupervisorClock clock, ILogger<StatusFeed> logger) : BackgroundService
{
    // A document a second even where nothing changes, so that whoever watches sees that the supervisor lives.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, FacilityView> _facilities = new();
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OverviewChanges _newest = new(default, 0, [], [], new RejectionsView(0, new Dictionary<string, long>(), []));
    private TaskCompletionSource _changed = New();

    /// <summary>The present document of what a person sees, once there is one.</summary>
    public async Task<string> GetAsync(Person reader, CancellationToken cancel)
    {
        await _filled.Task.WaitAsync(cancel);
        return Write(reader);
    }

    /// <summary>The present document, then each newer one; a slow watcher misses those in between. Cancelled, it ends.</summary>
    public async IAsyncEnumerable<string> Follow(Person reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await _filled.Task.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task changed = Volatile.Read(ref _changed).Task;
            yield return Write(reader);
            await changed.WaitAsync(LongestPause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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
                catch (Exception e) when (e is OrleansException or TimeoutException)
                {
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

    private void Take(OverviewChanges changes)
    {
        foreach (FacilityView facility in changes.Facilities)
        {
            _facilities[facility.Id] = facility;
        }

        Volatile.Write(ref _newest, changes);
        _filled.TrySetResult();
        Interlocked.Exchange(ref _changed, New()).SetResult();
    }

    private string Write(Person reader)
    {
        OverviewChanges newest = Volatile.Read(ref _newest);
        FacilityView[] seen =
        [
            .. enrolment.Facilities.Where(facility => reader.May(Right.Read, facility.Id))
                .Select(facility => _facilities.GetValueOrDefault(facility.Id)).OfType<FacilityView>(),
        ];
        return JsonSerializer.Serialize(
            reader.May(Right.Read, Area.City)
                ? new StatusDocument(clock.NowMs, seen, newest.Events, newest.Rejections)
                : new StatusDocument(clock.NowMs, seen, [.. newest.Events.Where(one => reader.May(Right.Read, one.Node))], RejectionsIn(seen)),
            StatusViews.Json);
    }

    /// <summary>Of what was rejected in the city, only how much of it was in the name of some facilities' nodes: the rest may be about others.</summary>
    private static RejectionsView RejectionsIn(IEnumerable<FacilityView> facilities)
    {
        return new RejectionsView(facilities.SelectMany(facility => facility.Nodes).Sum(node => node.Rejected), new Dictionary<string, long>(), []);
    }

    private static TaskCompletionSource New()
    {
        return new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The overview does not answer ({Reason}); what is shown is not of now.")]
    private partial void LogOverviewAway(string reason);
}
