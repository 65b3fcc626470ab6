using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>All that is particular to one node but its keys. Read by <see cref="NodeSettingsReader"/>.</summary>
public sealed class NodeSettings
{
    /// <summary>GPIO number that stands for "not there".</summary>
    public const int NoPin = -1;

    /// <summary>Seconds between two heartbeats where the settings do not say otherwise.</summary>
    public const int DefaultHeartbeatIntervalS = 30;

    /// <summary>Seconds of a meter interval where the settings do not say otherwise: a quarter of an hour.</summary>
    public const int DefaultMeterIntervalS = 900;

    /// <summary>Number of this edition of the configuration, from 1; an update has a higher one.</summary>
    public int Version { get; set; } = 1;

    public NodeId Node { get; set; }

    /// <summary>Host name or address of the MQTT broker; the node signs in with its name.</summary>
    public string BrokerHost { get; set; }

    /// <summary>Whether the connection to the broker is encrypted and the broker's certificate checked (TLS).</summary>
    public bool IsBrokerTls { get; set; }

    /// <summary>TCP port of the broker, 1 to 65535.</summary>
    public int BrokerPort { get; set; }

    /// <summary>Seconds between two heartbeats, 5 to 300.</summary>
    public int HeartbeatIntervalS { get; set; } = DefaultHeartbeatIntervalS;

    /// <summary>Seconds of a meter interval, 5 to 3600.</summary>
    public int MeterIntervalS { get; set; } = DefaultMeterIntervalS;

    public SirenSettings Siren { get; set; } = new SirenSettings();

    public ControlSettings Controls { get; set; } = new ControlSettings();

    public SupplySettings Supply { get; set; } = new SupplySettings();

    public ScheduleSettings Schedule { get; set; } = new ScheduleSettings();

    /// <summary>Seconds from opening an entry route in <c>full</c> to the alarm, for somebody to leave <c>full</c>; 0 to 120.</summary>
    public int EntryDelayS { get; set; }

    /// <summary>Seconds in which people may still go out by an entry route after <c>full</c> was set; 0 to 120.</summary>
    public int ExitDelayS { get; set; }

    /// <summary>The battery clock; null where there is none.</summary>
    public BatteryClockSettings BatteryClock { get; set; }

    /// <summary>The radio sensors that are listened to.</summary>
    public SensorSettings[] Sensors { get; set; } = new SensorSettings[0];

    public ZoneSettings[] Zones { get; set; } = new ZoneSettings[0];

    /// <summary>The serial lines with meters on them.</summary>
    public SerialLineSettings[] Lines { get; set; } = new SerialLineSettings[0];

    public MeterSettings[] Meters { get; set; } = new MeterSettings[0];
}
