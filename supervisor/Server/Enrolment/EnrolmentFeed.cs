using System.Data.Common;
using Wugang.Supervisor.Server.Grains;

namespace Wugang.Supervisor.Server.Enrolment;

/// <summary>Lets grains know of who was enrolled, suspended or retired, on whichever server a person did so.</summary>
internal sealed partial class EnrolmentFeed(CurrentEnrolment enrolment, IGrainFactory grains, ILogger<EnrolmentFeed> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>Takes up what has changed, here and now.</summary>
    public async Task RefreshAsync()
    {
        foreach (string facility in await enrolment.RefreshAsync())
        {
            await grains.GetGrain<IFacilityGrain>(facility).EnrolAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RefreshAsync();
                }
                catch (Exception e) when (e is DbException or OrleansException or TimeoutException or InvalidDataException)
                {
                    LogNotRead(e.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is enrolled cannot be read at the moment ({Reason}): who was is supervised as before.")]
    private partial void LogNotRead(string reason);
}
