using System.Collections;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// Checks the settings of a node, which a JSON reader has turned into a tree of <see cref="Hashtable"/>,
/// <see cref="ArrayList"/>, text, whole numbers and booleans. Refuses them as a whole and lists every fault by its path.
/// The table of paths and ranges is docs/reference/settings.md.
/// </summary>
public sealed class NodeSettingsReader
{
    private const int MaxPort = 65535;
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;
    private const int MinMeterIntervalS = 5;
    private const int MinSirenS = 60;

    private readonly SettingsErrors _errors = new SettingsErrors();
    private readonly SettingsObject _root;
    private readonly BoardParts _parts;

    /// <param name="tree">The object that the settings are.</param>
    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    public NodeSettingsReader(Hashtable tree, int[] pinOfChannel)
    {
        _root = new SettingsObject(tree, "", _errors);
        _parts = new BoardParts(pinOfChannel);
    }

    /// <summary>What is wrong; empty where nothing is.</summary>
    public string[] Errors
    {
        get { return _errors.ToArray(); }
    }

    /// <summary>The settings, or null: then see <see cref="Errors"/>. To be called once.</summary>
    public NodeSettings Read()
    {
        NodeSettings settings = new NodeSettings();
        ReadAll(settings);
        return _errors.Count == 0 ? settings : null;
    }

    /// <summary>The settings of an update, which are for the same node and newer, or null: then see <see cref="Errors"/>.</summary>
    /// <param name="inForce">The settings that the node runs with.</param>
    public NodeSettings ReadUpdate(NodeSettings inForce)
    {
        NodeSettings settings = new NodeSettings();
        ReadAll(settings);
        if (settings.Node != null && settings.Node.Value != inForce.Node.Value)
        {
            _root.Refuse("node", "must be " + inForce.Node.Value);
        }

        if (settings.Version <= inForce.Version)
        {
            _root.Refuse("version", "must be above " + inForce.Version.ToString());
        }

        return _errors.Count == 0 ? settings : null;
    }

    /// <summary>Refuses good settings that ask for TLS where the node has no CA certificate to believe.</summary>
    /// <param name="settings">What was read, or null where something was wrong.</param>
    /// <param name="hasAuthority">Whether the node has the CA certificate of its broker.</param>
    /// <param name="errors">What was wrong with them; that this is, where they are refused here.</param>
    /// <returns>The settings, or null.</returns>
    public static NodeSettings RequireAuthority(NodeSettings settings, bool hasAuthority, ref string[] errors)
    {
        if (settings == null || !settings.IsBrokerTls || hasAuthority)
        {
            return settings;
        }

        errors = new string[] { SettingsErrors.NoAuthority };
        return null;
    }

    private void ReadAll(NodeSettings settings)
    {
        settings.Version = _root.ReadInteger("version", 1, int.MaxValue, settings.Version);
        ReadNode(settings);
        ReadBroker(settings);
        settings.HeartbeatIntervalS = _root.ReadInteger(
            "heartbeat_interval_s", Limits.MinHeartbeatIntervalS, Limits.MaxHeartbeatIntervalS, settings.HeartbeatIntervalS);
        settings.MeterIntervalS = _root.ReadInteger(
            "meter_interval_s", MinMeterIntervalS, Limits.MaxMeterIntervalS, settings.MeterIntervalS);
        settings.EntryDelayS = _root.ReadInteger("entry_delay_s", 0, Limits.MaxEntryDelayS, settings.EntryDelayS);
        settings.ExitDelayS = _root.ReadInteger("exit_delay_s", 0, Limits.MaxEntryDelayS, settings.ExitDelayS);
        SensorReader sensors = new SensorReader();
        settings.Sensors = sensors.ReadList(_root);
        settings.Zones = new ZoneSettingsReader(_parts, sensors).ReadList(_root);
        ReadSiren(settings.Siren, settings.Zones.Length > 0);
        ReadControls(settings.Controls, settings.Zones.Length > 0);
        ReadSupply(settings.Supply);
        ReadBatteryClock(settings);
        settings.Schedule = ScheduleReader.Read(_root);
        settings.Lines = SerialLineReader.ReadList(_root, _parts);
        settings.Meters = new MeterSettingsReader(_parts, settings.Lines, sensors, _errors).ReadList(_root);
        _root.Finish();
    }

    private void ReadNode(NodeSettings settings)
    {
        string name = _root.ReadText("node", 1);
        settings.Node = NodeId.TryParse(name);
        if (name.Length > 0 && settings.Node == null)
        {
            _root.Refuse("node", "must be a node name such as 410481001-0007-01");
        }
    }

    private void ReadBroker(NodeSettings settings)
    {
        SettingsObject broker = _root.RequireObject("broker");
        settings.BrokerHost = broker.ReadText("host", 1);
        settings.IsBrokerTls = broker.ReadBoolean("tls", false);
        settings.BrokerPort = broker.ReadInteger("port", 1, MaxPort, settings.IsBrokerTls ? TlsPort : PlainPort);
        broker.Finish();
    }

    private void ReadSiren(SirenSettings settings, bool isNeeded)
    {
        SettingsObject siren = isNeeded ? _root.RequireObject("siren") : _root.ReadObject("siren");
        if (siren == null)
        {
            return;
        }

        settings.Pin = _parts.ReadPin(siren, "pin");
        settings.LimitS = siren.ReadInteger("limit_s", MinSirenS, Limits.MaxSirenS, settings.LimitS);
        SettingsObject loop = siren.ReadObject("loop");
        settings.Loop = loop == null ? null : LoopReader.ReadLine(loop, _parts);
        siren.Finish();
    }

    private void ReadControls(ControlSettings settings, bool isNeeded)
    {
        SettingsObject controls = isNeeded ? _root.RequireObject("controls") : _root.ReadObject("controls");
        if (controls == null)
        {
            return;
        }

        // An alarm latches until somebody resets it on site (clause S3), so that a node with zones needs the key.
        settings.ResetPin = isNeeded ? _parts.ReadPin(controls, "reset_pin") : _parts.ReadPinIfThere(controls, "reset_pin");
        settings.SilencePin = _parts.ReadPinIfThere(controls, "silence_pin");
        settings.SetPin = _parts.ReadPinIfThere(controls, "set_pin");
        settings.BuzzerPin = _parts.ReadPinIfThere(controls, "buzzer_pin");
        settings.StatusLedPin = _parts.ReadPinIfThere(controls, "status_led_pin");
        controls.Finish();
    }

    private void ReadSupply(SupplySettings settings)
    {
        SettingsObject supply = _root.ReadObject("supply");
        if (supply == null)
        {
            return;
        }

        settings.MainsPin = _parts.ReadPinIfThere(supply, "mains_pin");
        if (supply.Has("battery_channel"))
        {
            settings.BatteryChannel = _parts.ReadChannel(supply, "battery_channel");
            settings.FullScaleMv = supply.ReadInteger("full_scale_mv", 1, Limits.MaxBatteryMv);
            settings.LowMv = supply.ReadInteger("low_mv", 1, Limits.MaxBatteryMv);
            settings.ExhaustedMv = supply.ReadInteger("exhausted_mv", 1, Limits.MaxBatteryMv);
            if (settings.LowMv >= settings.FullScaleMv)
            {
                supply.Refuse("low_mv", "must be below full_scale_mv");
            }

            if (settings.ExhaustedMv >= settings.LowMv)
            {
                supply.Refuse("exhausted_mv", "must be below low_mv");
            }
        }

        supply.Finish();
    }

    private void ReadBatteryClock(NodeSettings settings)
    {
        SettingsObject battery = _root.ReadObject("battery_clock");
        if (battery == null)
        {
            return;
        }

        settings.BatteryClock = new BatteryClockSettings();
        settings.BatteryClock.SdaPin = _parts.ReadPin(battery, "sda_pin");
        settings.BatteryClock.SclPin = _parts.ReadPin(battery, "scl_pin");
        battery.Finish();
    }
}
