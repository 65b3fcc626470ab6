using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>All that is particular to one node. Read by <see cref="NodeSettingsReader"/>.</summary>
public sealed class NodeSettings
{
    /// <summary>Seconds between two heartbeats where the settings do not say otherwise.</summary>
    public const int DefaultHeartbeatIntervalS = 30;

    /// <summary>Seconds of a meter interval where the settings do not say otherwise: a quarter of an hour.</summary>
    public const int DefaultMeterIntervalS = 900;

    public NodeId Node { get; set; }

    /// <summary>Host name or address of the MQTT broker; the node signs in with its name.</summary>
    public string BrokerHost { get; set; }

    /// <summary>TCP port of the broker, 1 to 65535.</summary>
    public int BrokerPort { get; set; }

    public string BrokerPassword { get; set; }

    public string KeyId { get; set; }

    /// <summary>The 32 secret bytes that the node shares with the supervisor.</summary>
    public byte[] KeySecret { get; set; }

    /// <summary>Seconds between two heartbeats, 5 to 300.</summary>
    public int HeartbeatIntervalS { get; set; } = DefaultHeartbeatIntervalS;

    /// <summary>Seconds of a meter interval, 5 to 3600.</summary>
    public int MeterIntervalS { get; set; } = DefaultMeterIntervalS;

    /// <summary>GPIO number of the siren driver.</summary>
    public int SirenPin { get; set; }

    /// <summary>GPIO number of the reset key, which opens when it is turned.</summary>
    public int ResetPin { get; set; }

    public ZoneSettings[] Zones { get; set; }

    public MeterSettings[] Meters { get; set; }
}
