using Wugang.Supervisor.Registry.Discovery;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Intake;

namespace Wugang.Supervisor.Server.HomeAssistant;

/// <summary>
/// Tells Home Assistant which nodes there are, and takes back what it was told of those that are gone, also where the settings have another prefix
/// now or none. What it was told is in the registry, since a broker keeps it for ever.
/// </summary>
internal sealed partial class Discovery(
    SupervisorOptions options, AnnouncedTopics announced, CurrentEnrolment enrolment, BrokerConnection broker, Outbox outbox, ILogger<Discovery> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Whether anybody is to be told.</summary>
    public bool IsOn => options.HomeAssistant is not null;

    /// <summary>Tells of a node; what was told before is replaced.</summary>
    public async Task AnnounceAsync(string node, byte[] document)
    {
        string topic = options.HomeAssistant!.TopicOf(node);
        try
        {
            await Task.Run(() => announced.AddAsync(topic, node));
            outbox.Post(topic, document);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            LogNotAnnounced(node, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(LookEvery);
        try
        {
            do
            {
                await TakeBackAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TakeBackAsync(CancellationToken cancel)
    {
        try
        {
            foreach (AnnouncedTopic one in await announced.ReadAsync())
            {
                bool isRight = enrolment.FindNode(one.Node) is not null && options.HomeAssistant?.TopicOf(one.Node) == one.Topic;
                if (!isRight && await broker.PublishAsync(one.Topic, [], cancel))
                {
                    await announced.RemoveAsync(one.Topic);
                }
            }
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            LogNotAnnounced("", e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What Home Assistant knows of node '{Node}' could not be noted ({Reason}); again later.")]
    private partial void LogNotAnnounced(string node, string reason);
}
