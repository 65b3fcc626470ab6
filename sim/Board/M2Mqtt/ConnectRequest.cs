using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>The arguments of one connect.</summary>
internal sealed record ConnectRequest(
    string ClientId,
    string? Username,
    string? Password,
    bool WillRetain,
    MqttQoSLevel WillQosLevel,
    bool WillFlag,
    string? WillTopic,
    string? WillMessage,
    bool CleanSession,
    ushort KeepAliveSeconds)
{
    /// <exception cref="MqttClientException">
    /// The will is incomplete, or half of one is given without its flag.
    /// </exception>
    public MqttConnectPacket ToPacket()
    {
        bool isWillWrong = WillFlag
            ? string.IsNullOrEmpty(WillTopic) || string.IsNullOrEmpty(WillMessage)
            : WillRetain;
        if (isWillWrong || WillQosLevel > MqttQoSLevel.ExactlyOnce)
        {
            throw new MqttClientException(MqttClientErrorCode.WillWrong);
        }

        return new MqttConnectPacket
        {
            ClientId = ClientId,
            Username = string.IsNullOrEmpty(Username) ? null : Username,
            Password = string.IsNullOrEmpty(Password) ? null : Encoding.UTF8.GetBytes(Password),
            CleanSession = CleanSession,
            KeepAlivePeriod = KeepAliveSeconds,
            WillFlag = WillFlag,
            WillRetain = WillRetain,
            WillQoS = (MqttQualityOfServiceLevel)(int)WillQosLevel,
            WillTopic = WillFlag ? WillTopic : null,
            WillMessage = WillFlag ? Encoding.UTF8.GetBytes(WillMessage!) : null,
        };
    }
}
