using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Core;

/// <summary>
/// A node of eight zones and four DL/T 645 meters on one line, on a board on which nothing else happens: a connection that never comes, a
/// storage that takes everything, contacts that rest. It allocates nothing itself.
/// </summary>
internal sealed class MeterBoard : IBoard, IClock, IStorage, ITelemetryLink, IDigitalInput, IDigitalOutput, IByteBus
{
    private const int WakeUpBytes = 4;
    private const int HeaderBytes = 10;
    private const int IdentifierBytes = 4;
    private const int ReplyBytes = 20;
    private const int TurnRoundMs = 50;
    private const byte ZeroDigits = 0x33;

    private readonly byte[] _reply = new byte[ReplyBytes];
    private LineSettings _line;
    private long _replyFromMs = long.MaxValue;
    private int _taken;

    /// <param name="mac">What signs.</param>
    /// <param name="intervalS">Seconds between two reads of the meters.</param>
    public MeterBoard(IMac mac, int intervalS)
    {
        Mac = mac;
        NodeSettings settings = new()
        {
            Node = NodeId.Parse("410481001-0007-01"),
            MeterIntervalS = intervalS,
            Siren = { Pin = 1 },
            Controls = { ResetPin = 2 },
            Lines = [new SerialLineSettings { Port = 1 }],
        };
        settings.Zones = [.. Enumerable.Range(1, 8).Select(i => new ZoneSettings { Name = $"zone_{i}", Type = ZoneType.Door, Pin = 2 + i })];
        settings.Meters = [.. Enumerable.Range(1, 4).Select(i => new MeterSettings($"meter_{i}", Medium.Electricity, BusOf(i)))];
        Node = new SafetyNode(settings, new NodeKeys { KeyId = "1", KeySecret = new byte[NodeKey.SecretBytes] }, new NodeStore(this), this);
    }

    public SafetyNode Node { get; }

    /// <summary>The time of the newest step.</summary>
    public long NowMs { get; private set; }

    /// <summary>Replies that meters have given so far.</summary>
    public long ReplyCount { get; private set; }

    public IClock Clock => this;

    public IStorage Storage => this;

    public IMac Mac { get; }

    public IBlockCipher Cipher => throw new NotSupportedException();

    public ITelemetryLink Link => this;

    public int[] PinOfChannel => ChannelPins.OfEsp32S3();

    public LinkState State => LinkState.Connecting;

    public bool IsHigh => false;

    /// <summary>One step, so many milliseconds after the one before.</summary>
    public long Step(int afterMs)
    {
        NowMs += afterMs;
        return Node.Step(NowMs);
    }

    public IDigitalInput OpenInput(int pin) => this;

    public IAnalogInput OpenAnalog(int channel) => throw new NotSupportedException();

    public AdvertisementRing OpenScanner(long[] addresses) => throw new NotSupportedException();

    public IPulseInput OpenPulses(int pin) => throw new NotSupportedException();

    public IByteBus OpenSerial(SerialLineSettings line) => this;

    public IClockChip OpenClockChip(BatteryClockSettings battery) => throw new NotSupportedException();

    public IDigitalOutput OpenOutput(int pin) => this;

    public IDigitalOutput OpenBuzzer(int pin) => this;

    ClockReading IClock.Read() => default;

    string[] IStorage.List() => [];

    int IStorage.Read(string name, byte[] buffer) => 0;

    bool IStorage.Append(string name, byte[] buffer, int offset, int count) => true;

    void IStorage.Delete(string name)
    {
    }

    void ITelemetryLink.Connect(byte[] will, long earliestUnixMs)
    {
    }

    bool ITelemetryLink.Publish(string topic, byte[] payload, int offset, int count, bool isRetained) => false;

    byte[] ITelemetryLink.TakeAcknowledgement() => null!;

    byte[] ITelemetryLink.TakeCommand() => null!;

    bool IDigitalInput.TryTakeEdge(out bool isHigh, out long atMs)
    {
        (isHigh, atMs) = (false, 0);
        return false;
    }

    void IDigitalOutput.Write(bool isOn)
    {
    }

    void IByteBus.Configure(LineSettings settings)
    {
        _line = settings;
    }

    /// <summary>The meter that is asked replies with 000000.00 kWh, once the request is out and it has turned round.</summary>
    void IByteBus.Write(byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset + WakeUpBytes, _reply, 0, HeaderBytes);
        _reply[HeaderBytes - 2] = 0x91;
        _reply[HeaderBytes - 1] = 8;
        Array.Copy(buffer, offset + WakeUpBytes + HeaderBytes, _reply, HeaderBytes, IdentifierBytes);
        _reply.AsSpan(HeaderBytes + IdentifierBytes, 4).Fill(ZeroDigits);
        SumFrame.Close(_reply, 0, ReplyBytes - SumFrame.TrailerBytes);
        _replyFromMs = NowMs + _line.TransmitMs(count) + TurnRoundMs;
        _taken = 0;
        ReplyCount++;
    }

    int IByteBus.Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        while (read < count && _taken < ReplyBytes && _replyFromMs != long.MaxValue
            && _replyFromMs + _line.TransmitMs(_taken + 1) <= NowMs)
        {
            buffer[offset + read++] = _reply[_taken++];
        }

        return read;
    }

    private static BusSettings BusOf(int number)
    {
        return new BusSettings
        {
            Port = 1,
            Protocol = MeterSource.Dlt645,
            Address = $"00000000000{number}",
            Line = new LineSettings(2400, LineParity.Even, 1),
        };
    }
}
