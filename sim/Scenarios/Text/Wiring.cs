using System.Globalization;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>
/// How the nodes of scenarios are wired, so that a scenario need not say it: every node has a siren, all keys, buzzer,
/// LED, mains and battery; zones take the pins and channels in their order.
/// </summary>
internal static class Wiring
{
    /// <summary>A 12 V battery while all is well, in millivolts.</summary>
    public const int BatteryFullMv = 13_200;

    private const string Township = "410481001";
    private const string Facility = "0007";
    private const int LoopOhm = 4700;
    private const int SirenLoopChannel = 8;
    private const int FirstMeterPin = 1;
    private const int FirstZonePin = 20;
    private const int SerialPort = 2;
    private const int TransmitPin = 17;
    private const int ReceivePin = 18;
    private const long FirstSensorAddress = 0xC2_00_00_00_00_00;
    private const int NodeShift = 8;

    // So that a start of the node, or a sensor that is out of order, is seen within seconds.
    private const int SensorSilentAfterS = 20;

    /// <summary>A node without zones.</summary>
    /// <param name="number">Its two digits.</param>
    public static NodeSettings Node(string number)
    {
        return new NodeSettings
        {
            Node = NodeId.Parse($"{Township}-{Facility}-{number}"),
            Siren = new SirenSettings { Pin = 10 },
            Controls = new ControlSettings { ResetPin = 11, SilencePin = 12, SetPin = 13, BuzzerPin = 14, StatusLedPin = 15 },
            Supply = new SupplySettings
            {
                MainsPin = 16,
                BatteryChannel = 9,
                FullScaleMv = 16_500,
                LowMv = 11_500,
                ExhaustedMv = 10_800,
            },
        };
    }

    /// <summary>A node's keys, the same in every run: nobody else is there to hide them from.</summary>
    public static NodeKeys KeysOf(NodeSettings node)
    {
        return new NodeKeys
        {
            KeyId = "1",
            KeySecret = Draw("key/" + node.Node.Node, NodeKey.SecretBytes),
            Sensors = [.. node.Sensors.Select(sensor => new SensorKey(sensor.Address, Draw(sensor.Address, SensorKey.SecretBytes)))],
        };
    }

    /// <summary>Hangs a zone on a radio sensor of its own.</summary>
    /// <param name="node">Where.</param>
    /// <param name="zone">The zone, not wired yet.</param>
    /// <param name="silentAfterS">Seconds without a word before it is silent; it speaks four times as often.</param>
    public static void AddWireless(NodeSettings node, ZoneSettings zone, int silentAfterS = SensorSilentAfterS)
    {
        zone.Sensor = AddSensor(node, zone.Name, silentAfterS);
        zone.Object = SensorObjects.UsualOf(zone.Type);
        node.Zones = [.. node.Zones, zone];
    }

    /// <summary>Has a radio sensor of its own read a meter.</summary>
    public static void AddWireless(NodeSettings node, string name, Medium medium)
    {
        node.Meters = [.. node.Meters, new MeterSettings(name, medium, AddSensor(node, name, SensorSilentAfterS))];
    }

    /// <summary>Hangs a zone on the next free pin or channel.</summary>
    /// <param name="node">Where.</param>
    /// <param name="zone">The zone, not wired yet.</param>
    /// <param name="resistors">0 for a plain contact; one or two for a loop with so many.</param>
    public static void Add(NodeSettings node, ZoneSettings zone, int resistors)
    {
        int index = node.Zones.Length;
        bool opens = zone.Type is ZoneType.Door or ZoneType.Window or ZoneType.Panic or ZoneType.Tamper;
        if (resistors == 0)
        {
            zone.Pin = FirstZonePin + index;
        }
        else
        {
            int channel = index < SirenLoopChannel ? index : index + 2;
            zone.Loop = Loop(channel, resistors, opens);
        }

        node.Zones = [.. node.Zones, zone];
    }

    /// <summary>Hangs a pulse meter on the next free pin.</summary>
    public static void Add(NodeSettings node, string name, Medium medium, PulseConstant constant)
    {
        node.Meters = [.. node.Meters, new MeterSettings(name, medium, FirstMeterPin + node.Meters.Length, constant)];
    }

    /// <summary>Hangs a meter on the node's serial line, at its usual speed.</summary>
    public static void Add(NodeSettings node, MeterSettings meter)
    {
        if (node.Lines.Length == 0)
        {
            node.Lines = [new SerialLineSettings { Port = SerialPort, TransmitPin = TransmitPin, ReceivePin = ReceivePin }];
        }

        meter.Bus.Port = SerialPort;
        meter.Bus.Line = meter.Bus.Protocol == MeterSource.Modbus
            ? new LineSettings(9600, LineParity.None, 1)
            : new LineSettings(2400, LineParity.Even, 1);
        node.Meters = [.. node.Meters, meter];
    }

    /// <summary>Puts the watch on the siren's circuit.</summary>
    public static void WatchSiren(NodeSettings node)
    {
        node.Siren.Loop = Loop(SirenLoopChannel, 1, opens: true);
    }

    private static SensorSettings AddSensor(NodeSettings node, string name, int silentAfterS)
    {
        long address = FirstSensorAddress + (int.Parse(node.Node.Node, CultureInfo.InvariantCulture) << NodeShift) + node.Sensors.Length;
        SensorSettings sensor = new()
        {
            Name = name,
            Address = string.Join(':', Convert.ToHexString(BitConverter.GetBytes(address)[..6].Reverse().ToArray()).Chunk(2)
                .Select(pair => new string(pair))),
            SilentAfterS = silentAfterS,
        };
        node.Sensors = [.. node.Sensors, sensor];
        return sensor;
    }

    private static byte[] Draw(string name, int count)
    {
        byte[] secret = new byte[count];
        new Wugang.Sim.World.SeededRandom(0, name).Fill(secret);
        return secret;
    }

    private static LoopSettings Loop(int channel, int resistors, bool opens)
    {
        return new LoopSettings
        {
            Channel = channel,
            PullUpOhm = LoopOhm,
            EndOhm = LoopOhm,
            AlarmOhm = resistors == 2 ? LoopOhm : 0,
            OpensWhenActive = opens,
        };
    }
}
