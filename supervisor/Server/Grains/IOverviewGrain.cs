using Orleans.Concurrency;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>
/// What every server shows of all facilities: facilities report here, servers wait here for what has changed. There is one; it holds nothing
/// that the facilities could not tell it again.
/// </summary>
internal interface IOverviewGrain : IGrainWithIntegerKey
{
    /// <summary>The key of the one.</summary>
    const long Key = 0;

    /// <summary>Takes what a facility reports.</summary>
    [OneWay]
    Task ReportAsync(Immutable<FacilityReport> report);

    /// <summary>Takes messages that were not believed.</summary>
    [OneWay]
    Task NoteRejectedAsync(Immutable<RejectionView[]> rejected);

    /// <summary>Waits until something has changed, for some seconds at most.</summary>
    /// <param name="since">What the caller knows; <see cref="OverviewVersion"/>'s default for nothing.</param>
    /// <param name="cancel">Ends the wait early.</param>
    [AlwaysInterleave]
    Task<Immutable<OverviewChanges>> WaitAsync(OverviewVersion since, CancellationToken cancel);
}

/// <summary>A state of the overview.</summary>
/// <param name="Epoch">Which activation; another one has forgotten the versions of this.</param>
/// <param name="Number">Counts its changes.</param>
[GenerateSerializer, Immutable]
internal readonly record struct OverviewVersion(Guid Epoch, long Number);

/// <summary>What a facility tells the overview.</summary>
internal sealed record FacilityReport(FacilityView View, IReadOnlyList<EventView> Events);

/// <summary>What has changed in the overview.</summary>
/// <param name="Epoch">See <see cref="OverviewVersion"/>.</param>
/// <param name="Number">See <see cref="OverviewVersion"/>.</param>
/// <param name="Facilities">Facilities that are news to the caller.</param>
/// <param name="Events">The newest events, newest first.</param>
/// <param name="Rejections">What was not believed since the overview began.</param>
internal sealed record OverviewChanges(
    Guid Epoch,
    long Number,
    IReadOnlyList<FacilityView> Facilities,
    IReadOnlyList<EventView> Events,
    RejectionsView Rejections);
