using Orleans.Concurrency;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <inheritdoc cref="IOverviewGrain"/>
internal sealed class OverviewGrain(CurrentEnrolment enrolment, SupervisorClock clock) : Grain, IOverviewGrain
{
    private const int EventsMax = 50;
    private const int RejectionsMax = 20;
    private const int AskedAtOnce = 16;

    // A facility tells every ten seconds. One that has not may be gone with its server, and its nodes too: then nobody would see that they are
    // silent, until somebody asks.
    private const long QuietAfterMs = 30_000;
    private static readonly TimeSpan LookForQuietEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestFirstWait = TimeSpan.FromSeconds(3);

    private readonly Guid _epoch = Guid.NewGuid();
    private readonly Dictionary<string, Known> _facilities = [];
    private readonly LinkedList<EventView> _events = [];
    private readonly LinkedList<RejectionView> _rejections = [];
    private readonly SortedDictionary<string, long> _rejectedByReason = new(StringComparer.Ordinal);
    private long _number = 1;
    private TaskCompletionSource _changed = New();
    private readonly TaskCompletionSource _filled = New();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(AskQuietAsync, new GrainTimerCreationOptions(TimeSpan.Zero, LookForQuietEvery) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task ReportAsync(Immutable<FacilityReport> report)
    {
        Note(report.Value.View);
        foreach (EventView one in report.Value.Events.Reverse())
        {
            AddFirst(_events, one, EventsMax);
        }

        return Task.CompletedTask;
    }

    public Task NoteRejectedAsync(Immutable<RejectionView[]> rejected)
    {
        foreach (RejectionView one in rejected.Value)
        {
            _rejectedByReason[one.Reason] = _rejectedByReason.GetValueOrDefault(one.Reason) + 1;
            AddFirst(_rejections, one, RejectionsMax);
        }

        NoteChanged();
        return Task.CompletedTask;
    }

    public async Task<Immutable<OverviewChanges>> WaitAsync(OverviewVersion since, CancellationToken cancel)
    {
        bool isFirst = since.Epoch != _epoch;
        if (isFirst)
        {
            await _filled.Task.WaitAsync(LongestFirstWait, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        else if (since.Number == _number)
        {
            await _changed.Task.WaitAsync(LongestWait, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        long known = isFirst ? 0 : since.Number;
        return new(new OverviewChanges(
            _epoch,
            _number,
            [.. _facilities.Values.Where(facility => facility.Number > known).Select(facility => facility.View)],
            [.. _events],
            new RejectionsView(
                _rejectedByReason.Values.Sum(), new SortedDictionary<string, long>(_rejectedByReason, StringComparer.Ordinal), [.. _rejections])));
    }

    /// <summary>Asks every facility that has not told of itself for long, which is every one at first.</summary>
    private async Task AskQuietAsync()
    {
        foreach (string[] some in enrolment.Facilities.Select(facility => facility.Id).Where(IsQuiet).Chunk(AskedAtOnce).ToArray())
        {
            await Task.WhenAll(some.Select(AskAsync));
        }

        _filled.TrySetResult();
    }

    private async Task AskAsync(string id)
    {
        try
        {
            Immutable<FacilityView> view = await GrainFactory.GetGrain<IFacilityGrain>(id).GetViewAsync();
            if (IsQuiet(id))
            {
                Note(view.Value);
            }
        }
        catch (Exception)
        {
            // It is not to be had at the moment: at the next look.
        }
    }

    private bool IsQuiet(string id)
    {
        return !_facilities.TryGetValue(id, out Known? known) || clock.NowMs - known.HeardMs > QuietAfterMs;
    }

    private void Note(FacilityView view)
    {
        _facilities[view.Id] = new Known(_number + 1, clock.NowMs, view);
        NoteChanged();
    }

    private void NoteChanged()
    {
        _number++;
        TaskCompletionSource changed = _changed;
        _changed = New();
        changed.SetResult();
    }

    private static void AddFirst<T>(LinkedList<T> list, T value, int max)
    {
        list.AddFirst(value);
        if (list.Count > max)
        {
            list.RemoveLast();
        }
    }

    private static TaskCompletionSource New()
    {
        return new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What is known of a facility.</summary>
    /// <param name="Number">The change that brought it.</param>
    /// <param name="HeardMs">When it came, milliseconds since 1970 UTC.</param>
    /// <param name="View">It.</param>
    private sealed record Known(long Number, long HeardMs, FacilityView View);
}
