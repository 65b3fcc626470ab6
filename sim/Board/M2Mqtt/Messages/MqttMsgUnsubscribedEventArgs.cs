namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The broker has ended a subscription.</summary>
public class MqttMsgUnsubscribedEventArgs : EventArgs
{
    public MqttMsgUnsubscribedEventArgs(ushort messageId)
    {
        MessageId = messageId;
    }

    public ushort MessageId { get; }
}
