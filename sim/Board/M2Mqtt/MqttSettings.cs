using Wugang.Sim.Board;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// The client's settings, one set per board and power cycle. All times are in milliseconds.
/// </summary>
public class MqttSettings
{
    public const int BrokerDefaultPort = 1883;
    public const int BrokerDefaultSslPort = 8883;
    public const int DefaultTimeout = 30_000;
    public const int MaximumAttemptsRetry = 3;
    public const int DefaultDelayRetry = 1_000;
    public const int ConnectTimeout = 30_000;
    public const int DefaultInflightQueueSize = int.MaxValue;

    private MqttSettings()
    {
    }

    /// <summary>The settings of the calling board.</summary>
    public static MqttSettings Instance => PowerCycle.Current.StaticOf<Holder>().Settings;

    /// <summary>The port of the client made last.</summary>
    public int Port { get; internal set; } = BrokerDefaultPort;

    public int SslPort { get; internal set; } = BrokerDefaultSslPort;

    /// <summary>Announced by the real library, which never looks at it.</summary>
    public int TimeoutOnConnection { get; } = ConnectTimeout;

    /// <inheritdoc cref="TimeoutOnConnection"/>
    public int TimeoutOnReceiving { get; } = DefaultTimeout;

    /// <summary>How often a QoS 1 message is sent in all.</summary>
    public int AttemptsOnRetry { get; } = MaximumAttemptsRetry;

    /// <summary>How long to wait for an acknowledgement before the next try.</summary>
    public int DelayOnRetry { get; } = DefaultDelayRetry;

    /// <summary>
    /// How many messages may wait at once. Beyond it a publication throws, while a subscription and an
    /// incoming message are dropped in silence.
    /// </summary>
    public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

    public bool ValidateServerCertificate { get; set; } = true;

    private sealed class Holder
    {
        public MqttSettings Settings { get; } = new();
    }
}
