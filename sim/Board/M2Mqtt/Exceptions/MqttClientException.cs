namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>The caller asked for something that MQTT or the client's limits forbid.</summary>
public class MqttClientException : Exception
{
    public MqttClientException(MqttClientErrorCode errorCode)
        : base($"MQTT client error: {errorCode}.")
    {
        ErrorCode = errorCode;
    }

    public MqttClientErrorCode ErrorCode { get; set; }
}
