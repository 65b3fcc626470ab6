using System.Collections;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// Reads and checks the settings of a node. Refuses them as a whole and says what is wrong, where, and what it may be.
/// After the first fault the rest is passed over.
/// </summary>
public sealed class NodeSettingsReader
{
    private const int MaxPort = 65535;
    private const int MaxKeyIdCharacters = 32;

    private readonly MemberReader _members = new MemberReader(Limits.MaxSettingsBytes);
    private readonly bool[] _isPinTaken = new bool[Limits.MaxPin + 1];
    private readonly byte[] _buffer;
    private readonly int _count;
    private string _path = "";

    /// <summary>Takes settings that fill the first <paramref name="count"/> bytes.</summary>
    public NodeSettingsReader(byte[] buffer, int count)
    {
        _buffer = buffer;
        _count = count;
    }

    /// <summary>What is wrong, by path; null where nothing is.</summary>
    public string Error { get; private set; }

    /// <summary>The settings, or null: then see <see cref="Error"/>. To be called once.</summary>
    public NodeSettings Read()
    {
        NodeSettings settings = new NodeSettings();
        _members.Restart(_buffer, 0, _count);
        ReadBroker(settings);
        settings.HeartbeatIntervalS = ReadInteger("heartbeat_interval_s", 5, 300);
        ReadKey(settings);
        settings.MeterIntervalS = ReadInteger("meter_interval_s", 5, 3600);
        settings.Meters = ReadMeters();
        settings.Node = _members.ReadNode();
        Require(settings.Node != null, "node", "must be a node name such as 410481001-0007-01");
        settings.Controls.ResetPin = ReadPin("reset_pin");
        settings.Siren.Pin = ReadPin("siren_pin");
        settings.Zones = ReadZones();
        _members.Finish();
        Require(IsGood, "settings", "must be one JSON object without white space, members in order, at most 6144 bytes");
        return IsGood ? settings : null;
    }

    private bool IsGood
    {
        get { return _members.Status == ReadStatus.Ok; }
    }

    private void ReadBroker(NodeSettings settings)
    {
        Enter("broker");
        settings.BrokerHost = ReadText("host", 1);
        settings.BrokerPassword = ReadText("password", 0);
        settings.BrokerPort = ReadInteger("port", 1, MaxPort);
        Leave();
    }

    private void ReadKey(NodeSettings settings)
    {
        Enter("key");
        settings.KeySecret = new byte[NodeKey.SecretBytes];
        Require(_members.ReadBytes("k", _buffer, settings.KeySecret), "k", "must be 32 bytes in base64url");
        settings.KeyId = ReadText("kid", 1);
        Require(Ascii.IsName(settings.KeyId, MaxKeyIdCharacters), "kid", "must be 1 to 32 of a-z, 0-9 and '_'");
        Leave();
    }

    private MeterSettings[] ReadMeters()
    {
        ArrayList meters = new ArrayList();
        Enter("meters");
        for (string name = EnterNext("meters"); name != null; name = EnterNext("meters"))
        {
            meters.Add(ReadMeter(name));
            _members.Leave();
        }

        Leave();
        Require(meters.Count <= Limits.MaxMeters, "meters", "may hold at most 4 meters");
        return (MeterSettings[])meters.ToArray(typeof(MeterSettings));
    }

    private MeterSettings ReadMeter(string name)
    {
        bool isElectric = _members.IsNext("impulses_per_kwh");
        int plateValue = isElectric
            ? ReadInteger("impulses_per_kwh", 1, PulseConstant.MaxImpulsesPerKilowattHour)
            : ReadInteger("litres_per_impulse", 1, PulseConstant.MaxLitresPerImpulse);
        Medium medium = Media.Find(ReadText("medium", 1));
        bool isFitting = medium != 0 && isElectric == (medium == Medium.Electricity);
        Require(isFitting, "medium", "must be electricity with impulses_per_kwh, water or gas with litres_per_impulse");
        int pin = ReadPin("pin");
        if (!IsGood)
        {
            return null;
        }

        PulseConstant constant = isElectric
            ? PulseConstant.FromImpulsesPerKilowattHour(plateValue)
            : PulseConstant.FromLitresPerImpulse(plateValue);
        return new MeterSettings(name, medium, pin, constant);
    }

    private ZoneSettings[] ReadZones()
    {
        ArrayList zones = new ArrayList();
        Enter("zones");
        for (string name = EnterNext("zones"); name != null; name = EnterNext("zones"))
        {
            int debounceMs = ReadInteger("debounce_ms", 0, Limits.MaxDebounceMs);
            int pin = ReadPin("pin");
            ZoneType type = ZoneTypes.Find(ReadText("type", 1));
            Require(type != 0, "type", "must be door, smoke or panic");
            zones.Add(new ZoneSettings { Name = name, Type = type, Pin = pin, DebounceMs = debounceMs });
            _members.Leave();
        }

        Leave();
        Require(zones.Count <= Limits.MaxZones, "zones", "may hold at most 16 zones");
        return (ZoneSettings[])zones.ToArray(typeof(ZoneSettings));
    }

    private void Enter(string name)
    {
        Require(_members.Enter(name), name, "must come here and be an object");
        _path = name + ".";
    }

    private string EnterNext(string parent)
    {
        string name = _members.EnterNext();
        _path = name == null ? parent + "." : parent + "." + name + ".";
        Require(
            name == null || Ascii.IsName(name, Limits.MaxNameCharacters),
            "name",
            "must be 1 to 24 of a-z, 0-9 and '_'");
        return name;
    }

    private void Leave()
    {
        _members.Leave();
        Require(IsGood, "end", "must follow the last known member");
        _path = "";
    }

    private string ReadText(string name, int minCharacters)
    {
        bool isRead = _members.Read(name, JsonToken.Text);
        string text = isRead ? _members.Json.GetText() : "";
        bool isFitting = isRead && text.Length >= minCharacters && text.Length <= Limits.MaxTextCharacters;
        Require(isFitting, name, "must be a text of at most 128 characters");
        return text;
    }

    private int ReadInteger(string name, int minimum, int maximum)
    {
        long value;
        bool isFitting = _members.ReadInteger(name, minimum, out value) && value <= maximum;
        Require(isFitting, name, "must be a whole number from " + minimum.ToString() + " to " + maximum.ToString());
        return isFitting ? (int)value : minimum;
    }

    private int ReadPin(string name)
    {
        int pin = ReadInteger(name, 0, Limits.MaxPin);
        Require(!_isPinTaken[pin], name, "is a pin that is used twice: " + pin.ToString());
        _isPinTaken[pin] = true;
        return pin;
    }

    private void Require(bool isFitting, string name, string requirement)
    {
        if (isFitting || Error != null)
        {
            return;
        }

        Error = _path + name + " " + requirement;
        _members.Fail(ReadStatus.BadMember);
    }
}
