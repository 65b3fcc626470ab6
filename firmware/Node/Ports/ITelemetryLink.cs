namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// The connection to the MQTT broker. No call waits for the network: what takes time goes on elsewhere and shows
/// in <see cref="State"/>.
/// </summary>
public interface ITelemetryLink
{
    LinkState State { get; }

    /// <summary>Begins to connect.</summary>
    /// <param name="will">What the broker publishes, retained, if the connection is lost.</param>
    /// <param name="earliestUnixMs">
    /// A time that is past, milliseconds since 1970 UTC, 0 where none is known: no certificate counts as too young because a chip's clock
    /// shows less.
    /// </param>
    void Connect(byte[] will, long earliestUnixMs);

    /// <summary>Hands a message to the connection, QoS 1.</summary>
    /// <returns>False where the link is not up or has too many messages unanswered; nothing was sent.</returns>
    bool Publish(string topic, byte[] payload, int offset, int count, bool isRetained);

    /// <summary>Takes the oldest message received on the topic of acknowledgements, or null where there is none.</summary>
    byte[] TakeAcknowledgement();

    /// <summary>
    /// Takes the oldest message received on the topic of commands, or null where there is none. At most
    /// <see cref="Core.Limits.MaxPendingMessages"/> wait; one more is lost.
    /// </summary>
    byte[] TakeCommand();
}
