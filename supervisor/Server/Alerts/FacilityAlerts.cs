using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Grains;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>
/// The alerts of one facility, kept by its grain: looks for them, stores them. While the registry is away nothing waits for it and nothing is
/// lost: what is not stored is stored at a later look.
/// </summary>
/// <param name="facility">The facility.</param>
/// <param name="services">What grains share.</param>
/// <param name="onChanged">Told once something new is stored.</param>
internal sealed class FacilityAlerts(string facility, GrainServices services, Action onChanged)
{
    private readonly AlertBook _book = new(facility);
    private IReadOnlyList<AlertCondition> _newest = [];
    private bool _isLoaded;
    private bool _isStoring;
    private long _droppedCount;

    /// <summary>Notes what happened at an instant.</summary>
    public void Note(IEnumerable<AlertOccurrence> occurrences, long nowMs)
    {
        foreach (AlertOccurrence occurrence in occurrences)
        {
            _book.Note(occurrence, nowMs);
        }
    }

    /// <summary>Looks what there is now, and stores what is due without waiting for it.</summary>
    public void Look(IEnumerable<AlertCondition> conditions, long nowMs)
    {
        _newest = [.. conditions];
        if (_isLoaded)
        {
            Observe(nowMs);
        }

        if (!_isStoring)
        {
            StoreAsync().Ignore();
        }
    }

    /// <summary>A person has acknowledged or closed one.</summary>
    public void NoteAct(long id, AlertState state)
    {
        if (state == AlertState.Closed)
        {
            _book.Close(id);
        }
        else
        {
            _book.Acknowledge(id);
        }
    }

    public AlertsView View()
    {
        return AlertsView.Of(_book.Unclosed);
    }

    private void Observe(long nowMs)
    {
        _book.Observe(_newest, nowMs);
        services.AlertMetrics.CountDropped(_book.DroppedCount - _droppedCount);
        _droppedCount = _book.DroppedCount;
    }

    private async Task StoreAsync()
    {
        _isStoring = true;
        try
        {
            await LoadAsync();
            while (_book.FindDue(services.Clock.NowMs) is { Count: > 0 } due)
            {
                IReadOnlyList<Alert?> stored = await Task.Run(() => services.Alerts.SaveAsync(due));
                foreach ((AlertUpdate update, Alert? alert) in due.Zip(stored))
                {
                    _book.Confirm(update, alert, services.Clock.NowMs);
                    services.AlertMetrics.Count(update);
                }

                // What somebody has closed meanwhile may go on.
                Observe(services.Clock.NowMs);
                onChanged();
            }

            services.AlertMetrics.NoteStored();
        }
        catch (Exception e)
        {
            // At the next look again.
            services.AlertMetrics.NoteNotStored(e.Message);
        }
        finally
        {
            _isStoring = false;
        }
    }

    private async Task LoadAsync()
    {
        if (_isLoaded)
        {
            return;
        }

        _book.Restore(await Task.Run(() => services.Alerts.LoadAsync(facility)));
        _isLoaded = true;
        Observe(services.Clock.NowMs);
        onChanged();
    }
}
