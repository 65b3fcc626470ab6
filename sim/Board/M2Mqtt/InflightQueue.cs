using MQTTnet.Packets;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// What the client has yet to send or to see answered, in RAM only. It belongs to the client, not to a
/// connection: what was queued while disconnected goes out after the next connect, and a close drops all of
/// it.
/// </summary>
internal sealed class InflightQueue
{
    private readonly Lock _gate = new();
    private readonly LinkedList<InflightMessage> _messages = new();
    private ushort _lastMessageId;

    /// <summary>Set when the sending thread has something new to look at.</summary>
    public AutoResetEvent Changed { get; } = new(false);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Gives the packet a message id, 1 to 65535 and then from 1 again, and queues it.</summary>
    /// <returns>False, and nothing is queued, when <paramref name="limit"/> messages wait already.</returns>
    public bool TryAdd(MqttPacketWithIdentifier packet, int limit, out ushort messageId)
    {
        lock (_gate)
        {
            _lastMessageId = _lastMessageId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastMessageId + 1);
            messageId = _lastMessageId;
            if (_messages.Count >= limit)
            {
                return false;
            }

            _messages.AddLast(new InflightMessage(messageId, packet));
        }

        Changed.Set();
        return true;
    }

    /// <returns>False when somebody else removed it first.</returns>
    public bool Remove(InflightMessage message)
    {
        lock (_gate)
        {
            return _messages.Remove(message);
        }
    }

    /// <summary>Removes the message that the packet answers.</summary>
    /// <returns>False when none waits for it, for instance because the client has given up.</returns>
    public bool RemoveAnswered(MqttPacketWithIdentifier answer)
    {
        lock (_gate)
        {
            InflightMessage? answered = _messages.FirstOrDefault(message => message.IsAnsweredBy(answer));
            return answered is not null && _messages.Remove(answered);
        }
    }

    public InflightMessage[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _messages];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _messages.Clear();
        }
    }
}
