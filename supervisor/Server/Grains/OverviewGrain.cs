using Orleans.Concurrency;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <inheritdoc cref="IOverviewGrain"/>
internal sealed class OverviewGrain(CurrentEnrolment enrolment) : Grain, IOverviewGrain
{
    private const int EventsMax = 50;
    private const int RejectionsMax = 20;
    private const int AskedAtOnce = 16;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestFirstWait = TimeSpan.FromSeconds(3);

    private readonly Guid _epoch = Guid.NewGuid();
    private readonly Dictionary<string, (long Number, FacilityView View)> _facilities = [];
    private readonly LinkedList<EventView> _events = [];
    private readonly LinkedList<RejectionView> _rejections = [];
    private readonly SortedDictionary<string, long> _rejectedByReason = new(StringComparer.Ordinal);
    private long _number = 1;
    private TaskCompletionSource _changed = New();
    private Task _filled = Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _filled = FillAsync();
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
            await _filled.WaitAsync(LongestFirstWait, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
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

    /// <summary>Asks every facility once; from then on they report.</summary>
    private async Task FillAsync()
    {
        foreach (string[] some in enrolment.Facilities.Select(facility => facility.Id).Chunk(AskedAtOnce))
        {
            Immutable<FacilityView>[] views = await Task.WhenAll(
                some.Select(id => GrainFactory.GetGrain<IFacilityGrain>(id).GetViewAsync()));
            foreach (Immutable<FacilityView> view in views.Where(view => !_facilities.ContainsKey(view.Value.Id)))
            {
                Note(view.Value);
            }
        }
    }

    private void Note(FacilityView view)
    {
        _facilities[view.Id] = (_number + 1, view);
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
}
