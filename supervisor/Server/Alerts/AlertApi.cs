using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary><c>/api/v1/alerts</c>: the list, one of them with who did what, and a person's acts; docs/reference/http.md lists it.</summary>
internal sealed class AlertApi(AlertStore store, CurrentEnrolment enrolment, IGrainFactory grains)
{
    private const int PageSize = 50;

    internal sealed record ActDocument(string? Note, string? By);

    internal sealed record PageDocument(IReadOnlyList<AlertView> Alerts, long? Before);

    internal sealed record AlertDocument(AlertView Alert, IReadOnlyList<ActView> Acts);

    internal sealed record ActView(long AtMs, string By, string Act, string Note);

    /// <summary>Alerts, newest first.</summary>
    /// <param name="state">Only <c>open</c>, <c>acknowledged</c> or <c>closed</c> ones.</param>
    /// <param name="facility">Only of this facility, or of the facilities of this township.</param>
    /// <param name="before">Only with lower numbers: the <c>before</c> of the page before.</param>
    /// <param name="caller">Who asks: others than of their area are not shown.</param>
    public async Task<IResult> ListAsync(string? state, string? facility, long? before, Caller caller)
    {
        AlertState wanted = default;
        if (state is not null && !AlertWords.TryParse(state, out wanted))
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "No such state", "'state' is one of open, acknowledged, closed; without it, alerts of any state.");
        }

        IReadOnlyList<Alert> alerts = FindArea(caller.Person.Area, facility ?? Area.City) is { } area
            ? await store.ReadAsync(state is null ? null : wanted, area, before ?? long.MaxValue, PageSize)
            : [];
        return TypedResults.Ok(new PageDocument([.. alerts.Select(AlertView.Of)], alerts.Count == PageSize ? alerts[^1].Id : null));
    }

    /// <summary>One alert with who did what.</summary>
    public async Task<IResult> GetAsync(long id, Caller caller)
    {
        return await FindAsync(id, caller) is { } alert ? await ShowAsync(alert) : RefuseUnknown(id);
    }

    /// <summary>A person acknowledges an alert.</summary>
    public Task<IResult> AcknowledgeAsync(long id, ActDocument document, Caller caller)
    {
        return ActAsync(id, document, caller, store.AcknowledgeAsync);
    }

    /// <summary>A person closes an alert.</summary>
    public Task<IResult> CloseAsync(long id, ActDocument document, Caller caller)
    {
        return ActAsync(id, document, caller, store.CloseAsync);
    }

    /// <summary>The smaller of two areas of which one lies in the other; null where none does.</summary>
    private static string? FindArea(string one, string other)
    {
        return Area.Contains(one, other) ? other : Area.Contains(other, one) ? one : null;
    }

    private async Task<Alert?> FindAsync(long id, Caller caller)
    {
        return await store.FindAsync(id) is { } alert && caller.May(Right.Read, alert.Facility) ? alert : null;
    }

    private async Task<IResult> ActAsync(long id, ActDocument document, Caller caller, Func<Alert, string, string, Task<Alert>> act)
    {
        if (await FindAsync(id, caller) is not { } alert)
        {
            return RefuseUnknown(id);
        }

        if (!caller.May(Right.Operate, alert.Facility))
        {
            return Refusal.OfRight(caller, alert.Facility);
        }

        string? by = caller.NameFor(document.By);
        if (PersonText.FindFault(by, null) is { } fault)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "Not possible", fault);
        }

        Alert now = await act(alert, by, document.Note ?? "");
        await TellAsync(now);
        return await ShowAsync(now);
    }

    /// <summary>Lets the facility know at once; what does not get there it finds when it next stores something of the alert.</summary>
    private async Task TellAsync(Alert alert)
    {
        if (enrolment.FindFacility(alert.Facility) is null)
        {
            return;
        }

        try
        {
            await grains.GetGrain<IFacilityGrain>(alert.Facility).NoteAlertAsync(alert.Id, alert.State);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            // As said above.
        }
    }

    private async Task<IResult> ShowAsync(Alert alert)
    {
        IReadOnlyList<AlertAct> acts = await store.ReadActsAsync(alert.Id);
        return TypedResults.Ok(new AlertDocument(
            AlertView.Of(alert), [.. acts.Select(act => new ActView(act.AtMs, act.Person, act.What, act.Note))]));
    }

    private static ProblemHttpResult RefuseUnknown(long id)
    {
        return Refusal.Of(StatusCodes.Status404NotFound, "No such alert", $"There is no alert {id}. GET /api/v1/alerts lists them.");
    }
}
