using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Wugang.Firmware.Core.Records;

namespace Wugang.Sim.App.Latency;

/// <summary>
/// A dashboard that notes when the node's alarms and the supervisor's acknowledgements pass the broker. A record counts as
/// stored when the first acknowledgement that covers it arrives here, so what is measured includes the way back.
/// </summary>
internal sealed class LatencyObserver : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Topics _topics;
    private readonly string _zone;
    private readonly SortedSet<long> _alarms = [];
    private readonly List<(long Sequence, long Timestamp)> _acknowledged = [];
    private TaskCompletionSource _arrived = NewSignal();

    private LatencyObserver(NodeId node, string zone)
    {
        _topics = new Topics(node);
        _zone = zone;
        _client.ApplicationMessageReceivedAsync += Note;
    }

    /// <summary>Journal records seen so far, each as often as it was sent.</summary>
    public int RecordCount { get; private set; }

    public static async Task<LatencyObserver> ConnectAsync(int brokerPort, string password, NodeId node, string zone)
    {
        LatencyObserver observer = new(node, zone);
        await observer._client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", brokerPort)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(Accounts.Dashboard)
            .WithCredentials(Accounts.Dashboard, password)
            .Build());
        foreach (string topic in new[] { observer._topics.Journal, observer._topics.Acknowledgement })
        {
            await observer._client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtMostOnce);
        }

        return observer;
    }

    /// <summary>Waits until more journal records have been seen than so many.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public Task WaitForRecordAsync(int moreThan, TimeSpan timeout)
    {
        return WaitAsync(() => RecordCount > moreThan, timeout);
    }

    /// <summary>Waits until so many alarms are stored, and says when each was, as timestamps of <see cref="Stopwatch"/>.</summary>
    /// <exception cref="TimeoutException">Some alarm was not stored in time.</exception>
    public async Task<IReadOnlyList<long>> WaitForStoredAsync(int alarmCount, TimeSpan timeout)
    {
        await WaitAsync(() => _alarms.Count >= alarmCount && _acknowledged.Exists(ack => ack.Sequence >= _alarms.Max), timeout);
        lock (_lock)
        {
            return [.. _alarms.Select(alarm => _acknowledged.Find(ack => ack.Sequence >= alarm).Timestamp)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync();
        _client.Dispose();
    }

    private async Task WaitAsync(Func<bool> isTrue, TimeSpan timeout)
    {
        using CancellationTokenSource end = new(timeout);
        while (true)
        {
            Task arrived;
            lock (_lock)
            {
                if (isTrue())
                {
                    return;
                }

                arrived = _arrived.Task;
            }

            try
            {
                await arrived.WaitAsync(end.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException("What was waited for did not pass the broker in time.", e);
            }
        }
    }

    private Task Note(MqttApplicationMessageReceivedEventArgs e)
    {
        long timestamp = Stopwatch.GetTimestamp();
        using JsonDocument message = JsonDocument.Parse(e.ApplicationMessage.Payload.ToArray());
        JsonElement root = message.RootElement;
        long sequence = root.GetProperty("seq").GetInt64();
        lock (_lock)
        {
            if (e.ApplicationMessage.Topic == _topics.Acknowledgement)
            {
                _acknowledged.Add((sequence, timestamp));
            }
            else
            {
                RecordCount++;
                JsonElement data = root.GetProperty("data");
                if (data.TryGetProperty("alarm", out _) && data.GetProperty("zone").GetString() == _zone)
                {
                    _alarms.Add(sequence);
                }
            }

            _arrived.SetResult();
            _arrived = NewSignal();
        }

        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewSignal()
    {
        return new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
