using System.Threading.Channels;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// What waits to be published, retained: of each topic only the newest, so that a slow broker costs memory for the topics there are and no
/// more. Without a connection nothing waits: after the next connect all is said anew.
/// </summary>
internal sealed class Outbox(BrokerConnection broker) : BackgroundService
{
    // Topics are spread over lanes; in a lane one message follows the other, so that the newest is also the last.
    private const int LaneCount = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _waiting = [];
    private readonly Channel<string>[] _lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => Channel.CreateUnbounded<string>())];

    public void Post(string topic, byte[] payload)
    {
        // Under one lock with its removal: a topic that waits without standing in its lane would never be said again.
        lock (_lock)
        {
            if (!_waiting.ContainsKey(topic))
            {
                _lanes[(topic.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % LaneCount].Writer.TryWrite(topic);
            }

            _waiting[topic] = payload;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        return Task.WhenAll(_lanes.Select(lane => PublishAsync(lane.Reader, stoppingToken)));
    }

    private async Task PublishAsync(ChannelReader<string> lane, CancellationToken cancel)
    {
        try
        {
            await foreach (string topic in lane.ReadAllAsync(cancel))
            {
                await broker.PublishAsync(topic, Take(topic), cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private byte[] Take(string topic)
    {
        lock (_lock)
        {
            _waiting.Remove(topic, out byte[]? payload);
            return payload!;
        }
    }
}
