using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace nanoFramework.M2Mqtt;

/// <summary>A packet that is to be sent and, unless it is a QoS 0 publication, answered.</summary>
internal sealed class InflightMessage
{
    public InflightMessage(ushort messageId, MqttPacketWithIdentifier packet)
    {
        MessageId = messageId;
        Packet = packet;
        NeedsAnswer = packet is not MqttPublishPacket publication
            || publication.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;

        // On the wire a QoS 0 publication has no number.
        packet.PacketIdentifier = NeedsAnswer ? messageId : (ushort)0;
    }

    public ushort MessageId { get; }

    public MqttPacketWithIdentifier Packet { get; }

    public bool NeedsAnswer { get; }

    public bool IsPublication => Packet is MqttPublishPacket;

    /// <summary>
    /// How often it was sent; touched by the sending thread only, as is <see cref="SentAtMs"/>.
    /// </summary>
    public int Attempts { get; private set; }

    /// <summary>Host uptime at the last try, in milliseconds.</summary>
    public long SentAtMs { get; private set; }

    public void CountAttempt(long nowMs)
    {
        Attempts++;
        SentAtMs = nowMs;
    }

    /// <summary>Whether a packet from the broker answers this one.</summary>
    public bool IsAnsweredBy(MqttPacketWithIdentifier answer)
    {
        return answer.PacketIdentifier == MessageId
            && ((Packet is MqttPublishPacket && answer is MqttPubAckPacket)
                || (Packet is MqttSubscribePacket && answer is MqttSubAckPacket)
                || (Packet is MqttUnsubscribePacket && answer is MqttUnsubAckPacket));
    }
}
