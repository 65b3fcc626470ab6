using Orleans.Concurrency;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>One enrolled facility: sums up what its nodes report, and keeps the book of its days. The key is its id.</summary>
internal interface IFacilityGrain : IDueGrain
{
    /// <summary>Takes up its name and nodes as they are enrolled now.</summary>
    Task EnrolAsync();

    /// <summary>Takes what one of its nodes reports.</summary>
    Task ReportAsync(Immutable<NodeReport> report);

    /// <summary>A person has acknowledged or closed one of its alerts.</summary>
    Task NoteAlertAsync(long id, AlertState state);

    /// <summary>What is known of it now.</summary>
    [AlwaysInterleave]
    Task<Immutable<FacilityView>> GetViewAsync();

    /// <summary>The verdicts on a time.</summary>
    [AlwaysInterleave]
    Task<Immutable<TimelineSegment[]>> GetTimelineAsync(long fromMs, long toMs);
}
