namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>An open connection failed, or an answer did not come in time.</summary>
public class MqttCommunicationException : Exception
{
    public MqttCommunicationException()
    {
    }

    public MqttCommunicationException(Exception e)
        : base(string.Empty, e)
    {
    }
}
