using Wugang.Supervisor.Rules.Alerts;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>An alert as the API shows it; docs/reference/alerts.md explains it.</summary>
internal sealed record AlertView(
    long Id,
    AlertKind Kind,
    string Facility,
    string Node,
    string Subject,
    string Detail,
    AlertState State,
    long OpenedMs,
    long NewestMs,
    long? EndedMs,
    long Count)
{
    public static AlertView Of(Alert alert)
    {
        return new AlertView(
            alert.Id,
            alert.Key.Kind,
            alert.Facility,
            alert.Key.Node,
            alert.Key.Subject,
            alert.Detail,
            alert.State,
            alert.OpenedMs,
            alert.NewestMs,
            alert.EndedMs == 0 ? null : alert.EndedMs,
            alert.Count);
    }
}

/// <summary>How many alerts of a facility, or of several, are not closed, and the newest of them, newest first.</summary>
internal sealed record AlertsView(int Open, int Acknowledged, IReadOnlyList<AlertView> Newest)
{
    private const int NewestMax = 20;

    public static AlertsView None { get; } = new(0, 0, []);

    public static AlertsView Of(IEnumerable<Alert> unclosed)
    {
        Alert[] all = [.. unclosed];
        int open = all.Count(alert => alert.State == AlertState.Open);
        return new AlertsView(open, all.Length - open, [.. all.Take(NewestMax).Select(AlertView.Of)]);
    }

    public static AlertsView Sum(IEnumerable<AlertsView> parts)
    {
        AlertsView[] all = [.. parts];
        return new AlertsView(
            all.Sum(part => part.Open),
            all.Sum(part => part.Acknowledged),
            [.. all.SelectMany(part => part.Newest).OrderByDescending(alert => alert.Id).Take(NewestMax)]);
    }
}
