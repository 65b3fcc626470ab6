namespace nanoFramework.M2Mqtt.Messages;

/// <summary>How a QoS 1 publication ended.</summary>
public class MqttMsgPublishedEventArgs : EventArgs
{
    public MqttMsgPublishedEventArgs(ushort messageId)
        : this(messageId, true)
    {
    }

    public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
    {
        MessageId = messageId;
        IsPublished = isPublished;
    }

    public ushort MessageId { get; set; }

    /// <summary>
    /// True once the broker has acknowledged; false when the client gave up after its last try.
    /// </summary>
    public bool IsPublished { get; set; }
}
