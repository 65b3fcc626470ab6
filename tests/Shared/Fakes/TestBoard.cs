using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A node with fakes at every port: a door, a panic button, a smoke detector, a water and a power meter.</summary>
internal sealed class TestBoard
{
    public const int DebounceMs = 50;
    public const int MeterIntervalS = 900;

    private const int DoorPin = 1;
    private const int PanicPin = 2;
    private const int SmokePin = 3;
    private const int PowerPin = 4;
    private const int WaterPin = 5;
    private const int SirenPin = 6;
    private const int ResetPin = 7;
    private const int MaxTurns = 100000;

    public TestBoard()
        : this(new EffectLog())
    {
    }

    private TestBoard(EffectLog log)
    {
        Log = log;
        Board = new FakeBoard(log);
        Settings = NewSettings();
    }

    public EffectLog Log { get; }

    public FakeBoard Board { get; }

    /// <summary>The settings of the next start, whatever configuration the storage holds.</summary>
    public NodeSettings Settings { get; }

    /// <summary>The keys of the next start.</summary>
    public NodeKeys Keys { get; } = Sample.Keys();

    public FakeInput Door
    {
        get { return Board.InputAt(DoorPin); }
    }

    public FakeInput Panic
    {
        get { return Board.InputAt(PanicPin); }
    }

    public FakeInput Smoke
    {
        get { return Board.InputAt(SmokePin); }
    }

    public FakeInput ResetKey
    {
        get { return Board.InputAt(ResetPin); }
    }

    public FakePulseInput Power
    {
        get { return Board.PulsesAt(PowerPin); }
    }

    public FakePulseInput Water
    {
        get { return Board.PulsesAt(WaterPin); }
    }

    public FakeClock Clock
    {
        get { return Board.FakeClock; }
    }

    public FakeStorage Storage
    {
        get { return Board.FakeStorage; }
    }

    public FakeOutput Siren
    {
        get { return Board.OutputAt(SirenPin, "siren"); }
    }

    public FakeLink Link
    {
        get { return Board.FakeLink; }
    }

    public SafetyNode Node { get; private set; }

    /// <summary>The time of the newest step.</summary>
    public long NowMs { get; private set; }

    /// <summary>Gives power: a new node on the same storage.</summary>
    public TestBoard Start()
    {
        NowMs = 0;
        Board.OutputAt(SirenPin, "siren");
        NodeStore store = new NodeStore(Storage);
        store.BeginStart();
        store.ReadConfiguration();
        Node = new SafetyNode(Settings, Keys, store, Board);
        return this;
    }

    /// <summary>Takes the power away and gives it back: counters, siren and connection start anew.</summary>
    public void Restart()
    {
        Board.LosePower();
        Start();
    }

    /// <summary>One step at this time.</summary>
    public long StepAt(long nowMs)
    {
        NowMs = nowMs;
        Clock.MoveTo(nowMs);
        return Moments.Earlier(Node.Step(nowMs), Node.PlaySignals(nowMs));
    }

    /// <summary>Steps whenever the node asks for it, and for nothing else, up to a time.</summary>
    public void RunUntil(long endMs)
    {
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            long dueMs = StepAt(NowMs);
            if (dueMs > endMs)
            {
                StepAt(endMs);
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

    /// <summary>A signed command that comes in the next step, a millisecond later.</summary>
    public void Command(long id, string act, string zone, int durationS)
    {
        Command command = new Command { By = "officer", Act = act, Reason = "drill", Id = id };
        command.Zone = zone;
        command.DurationS = durationS;
        command.ExpiresUnixMs = Clock.UnixMs + 60000;
        Link.ReceiveCommand(command.Write(Sample.Key(), NodeId.Parse(Sample.Node)));
        StepAt(NowMs + 1);
    }

    /// <summary>The supervisor's word that all records up to a number are stored.</summary>
    public void Acknowledge(long sequence)
    {
        AcknowledgeWith(Sample.Key(), Sample.Node, sequence);
    }

    public void AcknowledgeWith(NodeKey key, string node, long sequence)
    {
        Link.Receive(Acknowledgement.Write(key, NodeId.Parse(node), sequence, Clock.UnixMs, Bytes.Ascending(16)));
    }

    private static NodeSettings NewSettings()
    {
        NodeSettings settings = new NodeSettings();
        settings.Node = NodeId.Parse(Sample.Node);
        settings.MeterIntervalS = MeterIntervalS;
        settings.Siren.Pin = SirenPin;
        settings.Controls.ResetPin = ResetPin;
        settings.Zones = new ZoneSettings[]
        {
            new ZoneSettings { Name = "door", Type = ZoneType.Door, Pin = DoorPin },
            new ZoneSettings { Name = "panic", Type = ZoneType.Panic, Pin = PanicPin },
            new ZoneSettings { Name = "smoke", Type = ZoneType.Smoke, Pin = SmokePin },
        };
        settings.Meters = new MeterSettings[]
        {
            new MeterSettings("power", Medium.Electricity, PowerPin, PulseConstant.FromImpulsesPerKilowattHour(1600)),
            new MeterSettings("water", Medium.Water, WaterPin, PulseConstant.FromLitresPerImpulse(10)),
        };
        return settings;
    }
}
