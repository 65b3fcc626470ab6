using Wugang.Supervisor.Rules.Alerts;

namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>An alert as its table holds it.</summary>
internal sealed record AlertRow(
    long Id, string Facility, string Kind, string Node, string Subject, string Detail, string State, long OpenedMs, long NewestMs, long EndedMs, long Count, long Mark)
{
    public const string Columns =
        "id AS Id, facility AS Facility, kind AS Kind, node AS Node, subject AS Subject, detail AS Detail, state AS State, opened_ms AS OpenedMs, newest_ms AS NewestMs, ended_ms AS EndedMs, count AS Count, mark AS Mark";

    public static AlertRow Of(Alert alert)
    {
        return new AlertRow(
            alert.Id,
            alert.Facility,
            AlertWords.NameOf(alert.Key.Kind),
            alert.Key.Node,
            alert.Key.Subject,
            alert.Detail,
            AlertWords.NameOf(alert.State),
            alert.OpenedMs,
            alert.NewestMs,
            alert.EndedMs,
            alert.Count,
            alert.Mark);
    }

    public Alert ToAlert()
    {
        return new Alert
        {
            Id = Id,
            Facility = Facility,
            Key = new AlertKey(AlertWords.Parse<AlertKind>(Kind), Node, Subject),
            Detail = Detail,
            State = AlertWords.Parse<AlertState>(State),
            OpenedMs = OpenedMs,
            NewestMs = NewestMs,
            EndedMs = EndedMs,
            Count = Count,
            Mark = Mark,
        };
    }
}
