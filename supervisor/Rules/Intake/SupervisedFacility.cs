using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>One enrolled facility with its nodes and the verdicts on it.</summary>
public sealed class SupervisedFacility
{
    private readonly DaySettings _settings;

    internal SupervisedFacility(EnrolledFacility enrolled, IReadOnlyList<SupervisedNode> nodes, DaySettings days)
    {
        _settings = days;
        Enrolled = enrolled;
        Nodes = nodes;
        Days = new DayBook(enrolled.Id, days);
    }

    public EnrolledFacility Enrolled { get; }

    public IReadOnlyList<SupervisedNode> Nodes { get; }

    /// <summary>The verdict on it now.</summary>
    public VerdictSince Verdict { get; } = new();

    /// <summary>The verdicts on its days.</summary>
    public DayBook Days { get; }

    /// <summary>The timelines of its nodes, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, ProtectionTimeline>> Timelines =>
        [.. Nodes.Select(node => KeyValuePair.Create(node.Name, node.Timeline))];

    /// <summary>The verdict on a day: its final one where it has closed, else by the evidence.</summary>
    /// <param name="day">The day in local time.</param>
    /// <param name="changes">Its history in the ledger, oldest first.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC: a day that runs is judged so far.</param>
    public DayVerdict JudgeDay(DateOnly day, IReadOnlyList<DayChange> changes, long nowMs)
    {
        long fromMs = _settings.StartOf(day);
        long toMs = Math.Max(fromMs, Math.Min(_settings.EndOf(day), nowMs));
        return DayVerdict.Of(day, _settings, changes, FacilityTimeline.Query(Timelines, fromMs, toMs));
    }

    /// <summary>Judges each node, the whole, and the days anew.</summary>
    internal void UpdateVerdicts(long nowMs)
    {
        foreach (SupervisedNode node in Nodes)
        {
            node.UpdateVerdict(nowMs);
        }

        Verdict.Update(ProtectionRule.Combine([.. Nodes.Select(node => node.Verdict.Current)]), nowMs);
        UpdateDays(nowMs);
    }

    private void UpdateDays(long nowMs)
    {
        long firstMs = long.MaxValue;
        foreach (SupervisedNode node in Nodes)
        {
            firstMs = Math.Min(firstMs, node.Timeline.FirstMs);
            Days.NoteChange(node.Timeline.TakeChangedFromMs());
        }

        if (Days.Plan(firstMs, nowMs) is { } time)
        {
            Days.Update(FacilityTimeline.Query(Timelines, time.FromMs, time.ToMs), nowMs);
        }
    }
}
