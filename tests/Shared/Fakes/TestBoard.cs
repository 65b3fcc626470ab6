using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A node with fakes at every port: a door, a panic button, a smoke detector, a water and a power meter.</summary>
internal sealed class TestBoard
{
    public const int DebounceMs = 50;
    public const int MeterIntervalS = 900;

    private const int MaxTurns = 100000;

    public TestBoard()
        : this(new EffectLog())
    {
    }

    private TestBoard(EffectLog log)
    {
        Log = log;
        Storage = new FakeStorage(log);
        Siren = new FakeSiren(log);
        Link = new FakeLink(log);
    }

    public EffectLog Log { get; }

    public FakeInput Door { get; private set; } = new FakeInput();

    public FakeInput Panic { get; private set; } = new FakeInput();

    public FakeInput Smoke { get; private set; } = new FakeInput();

    public FakeInput ResetKey { get; private set; } = new FakeInput();

    public FakePulseInput Power { get; private set; } = new FakePulseInput();

    public FakePulseInput Water { get; private set; } = new FakePulseInput();

    public FakeClock Clock { get; } = new FakeClock();

    public FakeStorage Storage { get; private set; }

    public FakeSiren Siren { get; private set; }

    public FakeLink Link { get; private set; }

    public SafetyNode Node { get; private set; }

    /// <summary>The time of the newest step.</summary>
    public long NowMs { get; private set; }

    /// <summary>Gives power: a new node on the same storage.</summary>
    public TestBoard Start()
    {
        NowMs = 0;
        NodeSettings settings = new NodeSettings();
        settings.Node = NodeId.Parse(Sample.Node);
        settings.KeyId = "1";
        settings.KeySecret = Bytes.Ascending(NodeKey.SecretBytes);
        settings.MeterIntervalS = MeterIntervalS;
        settings.Zones = new ZoneSettings[]
        {
            new ZoneSettings("door", ZoneType.Door, 1, DebounceMs),
            new ZoneSettings("panic", ZoneType.Panic, 2, DebounceMs),
            new ZoneSettings("smoke", ZoneType.Smoke, 3, DebounceMs),
        };
        settings.Meters = new MeterSettings[]
        {
            new MeterSettings("power", Medium.Electricity, 4, PulseConstant.FromImpulsesPerKilowattHour(1600)),
            new MeterSettings("water", Medium.Water, 5, PulseConstant.FromLitresPerImpulse(10)),
        };
        NodePorts ports = new NodePorts(
            new IDigitalInput[] { Door, Panic, Smoke },
            ResetKey,
            new IPulseInput[] { Power, Water },
            Siren,
            Clock,
            Storage,
            new TestMac(),
            Link);
        Node = new SafetyNode(settings, ports);
        return this;
    }

    /// <summary>Takes the power away and gives it back: counters, siren and connection start anew.</summary>
    public void Restart()
    {
        Siren = new FakeSiren(Log);
        Link = new FakeLink(Log);
        Power = new FakePulseInput();
        Water = new FakePulseInput();
        Start();
    }

    /// <summary>One step at this time.</summary>
    public long StepAt(long nowMs)
    {
        NowMs = nowMs;
        return Node.Step(nowMs);
    }

    /// <summary>Steps whenever the node asks for it, and for nothing else, up to a time.</summary>
    public void RunUntil(long endMs)
    {
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            long dueMs = Node.Step(NowMs);
            if (dueMs > endMs)
            {
                NowMs = endMs;
                Node.Step(endMs);
                return;
            }

            NowMs = dueMs > NowMs ? dueMs : NowMs + 1;
        }

        throw new System.InvalidOperationException("The node asks for steps without end.");
    }

    /// <summary>Opens or closes a contact now and lets it settle.</summary>
    public void Settle(FakeInput input, bool isHigh)
    {
        input.Change(isHigh, NowMs);
        StepAt(NowMs);
        StepAt(NowMs + DebounceMs);
    }

    /// <summary>The supervisor's word that all records up to a number are stored.</summary>
    public void Acknowledge(long sequence)
    {
        AcknowledgeWith(Sample.Key(), Sample.Node, sequence);
    }

    public void AcknowledgeWith(NodeKey key, string node, long sequence)
    {
        Link.Receive(Acknowledgement.Write(key, NodeId.Parse(node), sequence, 1763884800000, Bytes.Ascending(16)));
    }
}
