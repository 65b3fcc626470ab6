using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>Turns the arguments of the public calls into packets.</summary>
internal static class PacketFactory
{
    /// <exception cref="NotSupportedException">QoS 2.</exception>
    public static MqttPublishPacket Publication(string topic, byte[] message, MqttQoSLevel level, bool retain)
    {
        return new MqttPublishPacket
        {
            Topic = topic,
            PayloadSegment = new ArraySegment<byte>(message),
            QualityOfServiceLevel = ToWireLevel(level),
            Retain = retain,
        };
    }

    /// <exception cref="MqttClientException">The lists differ in length.</exception>
    /// <exception cref="NotSupportedException">QoS 2.</exception>
    public static MqttSubscribePacket Subscription(string[] topics, MqttQoSLevel[] levels)
    {
        if (topics.Length != levels.Length)
        {
            throw new MqttClientException(MqttClientErrorCode.TopicsQosLevelsNotMatch);
        }

        MqttSubscribePacket packet = new();
        for (int i = 0; i < topics.Length; i++)
        {
            packet.TopicFilters.Add(
                new MqttTopicFilter { Topic = topics[i], QualityOfServiceLevel = ToWireLevel(levels[i]) });
        }

        return packet;
    }

    public static MqttUnsubscribePacket Unsubscription(string[] topics)
    {
        return new MqttUnsubscribePacket { TopicFilters = [.. topics] };
    }

    private static MqttQualityOfServiceLevel ToWireLevel(MqttQoSLevel level)
    {
        return level switch
        {
            MqttQoSLevel.AtMostOnce => MqttQualityOfServiceLevel.AtMostOnce,
            MqttQoSLevel.AtLeastOnce => MqttQualityOfServiceLevel.AtLeastOnce,
            MqttQoSLevel.ExactlyOnce => throw new NotSupportedException("No QoS 2 on the virtual board: use QoS 1."),
            MqttQoSLevel.GrantedFailure => throw new MqttClientException(MqttClientErrorCode.QosNotAllowed),
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };
    }
}
