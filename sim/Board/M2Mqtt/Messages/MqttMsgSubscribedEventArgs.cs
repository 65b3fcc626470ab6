namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The broker's answer to a subscription, one level per topic in the order asked.</summary>
public class MqttMsgSubscribedEventArgs : EventArgs
{
    public MqttMsgSubscribedEventArgs(ushort messageId, MqttQoSLevel[] grantedQosLevels)
    {
        MessageId = messageId;
        GrantedQoSLevels = grantedQosLevels;
    }

    public ushort MessageId { get; }

    /// <summary><see cref="MqttQoSLevel.GrantedFailure"/> marks a refused topic.</summary>
    public MqttQoSLevel[] GrantedQoSLevels { get; }
}
