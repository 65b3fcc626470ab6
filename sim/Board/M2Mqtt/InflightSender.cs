using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// Sends what is queued, resends what is not answered in time, and after the last try gives up and tells the
/// message id of each publication that nobody acknowledged.
/// </summary>
internal sealed class InflightSender
{
    private readonly InflightQueue _inflight;
    private readonly MqttWire _wire;
    private readonly MqttSettings _settings;
    private readonly Action<ushort> _gaveUp;

    public InflightSender(InflightQueue inflight, MqttWire wire, MqttSettings settings, Action<ushort> gaveUp)
    {
        _inflight = inflight;
        _wire = wire;
        _settings = settings;
        _gaveUp = gaveUp;
    }

    /// <summary>Runs until <paramref name="stopped"/> is set.</summary>
    /// <exception cref="MqttCommunicationException">The connection is broken.</exception>
    /// <exception cref="MqttClientException">A topic cannot be published to.</exception>
    public void Run(WaitHandle stopped)
    {
        WaitHandle[] wakers = [stopped, _inflight.Changed];
        while (!stopped.WaitOne(0))
        {
            WaitHandle.WaitAny(wakers, ProcessAll());
        }
    }

    /// <returns>Milliseconds until the next message is due, or <see cref="Timeout.Infinite"/>.</returns>
    private int ProcessAll()
    {
        int waitMs = int.MaxValue;
        foreach (InflightMessage message in _inflight.Snapshot())
        {
            waitMs = Math.Min(waitMs, Process(message));
        }

        return waitMs == int.MaxValue ? Timeout.Infinite : waitMs;
    }

    /// <returns>
    /// Milliseconds until the message is due again; <see cref="int.MaxValue"/> once it is done with.
    /// </returns>
    private int Process(InflightMessage message)
    {
        long nowMs = Environment.TickCount64;
        if (message.Attempts > 0 && nowMs < message.SentAtMs + _settings.DelayOnRetry)
        {
            return (int)(message.SentAtMs + _settings.DelayOnRetry - nowMs);
        }

        if (message.Attempts == _settings.AttemptsOnRetry)
        {
            // A subscription without an answer is given up in silence.
            if (_inflight.Remove(message) && message.IsPublication)
            {
                _gaveUp(message.MessageId);
            }

            return int.MaxValue;
        }

        if (message.Packet is MqttPublishPacket publication)
        {
            CheckTopic(publication.Topic);
            publication.Dup = message.Attempts > 0;
        }

        message.CountAttempt(nowMs);
        _wire.Send(message.Packet);
        if (message.NeedsAnswer)
        {
            return _settings.DelayOnRetry;
        }

        _inflight.Remove(message);
        return int.MaxValue;
    }

    private static void CheckTopic(string topic)
    {
        if (topic.AsSpan().ContainsAny('#', '+'))
        {
            throw new MqttClientException(MqttClientErrorCode.TopicWildcard);
        }

        if (topic.Length is 0 or > ushort.MaxValue)
        {
            throw new MqttClientException(MqttClientErrorCode.TopicLength);
        }
    }
}
