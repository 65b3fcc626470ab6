namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>No TCP connection to the broker could be made.</summary>
public class MqttConnectionException : Exception
{
    public MqttConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
