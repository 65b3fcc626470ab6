namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>Somebody could not be told of an alert; the message says why.</summary>
internal sealed class DeliveryException(string message, bool isUnreachable, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether nothing else would get there now either.</summary>
    public bool IsUnreachable => isUnreachable;
}
