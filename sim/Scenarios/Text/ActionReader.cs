using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;
using Wugang.Sim.World.Air;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what somebody or something does. Where the demonstration's prompt has the same act, the words are the same.</summary>
internal sealed class ActionReader(Cast cast)
{
    private readonly CommandReader _commands = new(cast);
    private readonly UpdateReader _updates = new(cast);
    private readonly MeterActs _meters = new(cast);

    private const long HandMs = 600;
    private const int MaxOhm = 1_000_000;
    private const int MaxMillivolts = 16_500;
    private const int FloodPerSecond = 1000;

    /// <summary>What may stand at the beginning of an act, for messages.</summary>
    public const string Verbs =
        "open, close, activate, clear, press, smoke, cut, short, mend, put, reset, silence, turn, mains, battery, restore, "
        + "link, broker, supervisor, time, clock, flash, pulses, meter, change, flood, command, forge, replay, update or expect";

    /// <summary>Reads an act.</summary>
    /// <exception cref="SyntaxException">It is none.</exception>
    public Action<ScenarioWorld> Read(Words words)
    {
        string verb = words.Peek;
        return ReadZoneAct(words) ?? ReadPersonAct(words) ?? _commands.Read(words) ?? _updates.Read(words) ?? _meters.Read(words)
            ?? ReadSurroundings(words)
            ?? throw new SyntaxException($"expected {Verbs}, not '{verb}'");
    }

    private Action<ScenarioWorld>? ReadZoneAct(Words words)
    {
        switch (words.Peek)
        {
            case "open":
            case "close":
                bool isOpen = words.Take("a verb") == "open";
                return SetActive(cast.TakeZone(words, ZoneType.Door, ZoneType.Window, ZoneType.Tamper), isOpen);
            case "activate":
            case "clear":
                bool isActive = words.Take("a verb") == "activate";
                return SetActive(cast.TakeZone(words), isActive);
            case "smoke":
                words.Take("a verb");
                bool isOn = words.TakeOneOf("on", "off") == "on";
                return SetActive(cast.TakeZone(words, ZoneType.Smoke), isOn);
            case "press":
                words.Take("a verb");
                return ReadPress(words);
            case "put":
                words.Take("a verb");
                int ohm = words.TakeInteger("ohms", 0, MaxOhm);
                words.TakeOneOf("ohm");
                words.TakeOneOf("in");
                ZoneSettings loop = TakeLoop(words);
                return world => world.Zone(loop.Name).SetForeign(ohm);
            default:
                return null;
        }
    }

    private Action<ScenarioWorld>? ReadPersonAct(Words words)
    {
        switch (words.Peek)
        {
            case "reset":
                words.Take("a verb");
                return PressControl(cast.TakeNodes(words), controls => controls.ResetPin);
            case "silence":
                words.Take("a verb");
                return PressControl(cast.TakeNodes(words), controls => controls.SilencePin);
            case "turn":
                words.Take("a verb");
                words.TakeOneOf("key");
                return PressControl(cast.TakeNodes(words), controls => controls.SetPin);
            default:
                return null;
        }
    }

    private Action<ScenarioWorld>? ReadSurroundings(Words words)
    {
        switch (words.Peek)
        {
            case "cut":
            case "short":
            case "mend":
                return ReadWire(words);
            case "restore":
                words.Take("a verb");
                words.TakeOneOf("power");
                return ForEach(cast.TakeNodes(words), node => node.World.PowerOn());
            case "mains":
                words.Take("a verb");
                bool isThere = words.TakeOneOf("on", "off") == "on";
                return ForEach(cast.TakeNodes(words), node => node.World.SetMains(isThere));
            case "battery":
                words.Take("a verb");
                int millivolts = words.TakeInteger("millivolts", 0, MaxMillivolts);
                words.TakeOneOf("mV");
                return ForEach(cast.TakeNodes(words), node => node.World.SetBattery(millivolts));
            case "pulses":
                words.Take("a verb");
                (string owner, MeterSettings meter) = cast.TakeMeter(words);
                int count = words.TakeInteger("a number of pulses", 1, int.MaxValue);
                return world => world.Node(owner).World.Board.GivePulses(meter.Pin, count);
            default:
                return ReadNetwork(words);
        }
    }

    private Action<ScenarioWorld>? ReadNetwork(Words words)
    {
        switch (words.Peek)
        {
            case "link":
                words.Take("a verb");
                bool isLinkUp = words.TakeOneOf("up", "down") == "up";
                return ForEach(cast.TakeNodes(words), node => SetPath(node, isLinkUp));
            case "time":
                words.Take("a verb");
                bool isReachable = words.TakeOneOf("server") == "server" && words.TakeOneOf("up", "down") == "up";
                return ForEach(cast.TakeNodes(words), node => node.World.Board.TimeOfDay.IsSntpReachable = isReachable);
            case "clock":
                words.Take("a verb");
                return ReadClock(words);
            case "flash":
                words.Take("a verb");
                bool isFailing = words.TakeOneOf("fails", "works") == "fails";
                return ForEach(cast.TakeNodes(words), node => node.World.Board.Flash.IsFailing = isFailing);
            case "supervisor":
                words.Take("a verb");
                bool isSupervisorUp = words.TakeOneOf("up", "down") == "up";
                return world => SetSupervisor(world.Supervisor, isSupervisorUp);
            case "broker":
                words.Take("a verb");
                return ReadBroker(words);
            default:
                return ReadAir(words);
        }
    }

    /// <summary><c>jumps ahead 2h</c>, <c>jumps back 2h</c> or <c>right</c>, as the time server sets it.</summary>
    private Action<ScenarioWorld> ReadClock(Words words)
    {
        if (words.TakeOneOf("jumps", "right") == "right")
        {
            return ForEach(cast.TakeNodes(words), node => node.World.Board.TimeOfDay.Synchronise());
        }

        int sign = words.TakeOneOf("ahead", "back") == "ahead" ? 1 : -1;
        long byMs = sign * words.TakeDuration();
        return ForEach(cast.TakeNodes(words), node => node.World.Board.TimeOfDay.SetWrong(byMs));
    }

    private Action<ScenarioWorld>? ReadAir(Words words)
    {
        if (words.TryTake("change"))
        {
            return ReadSensorBattery(words, sensor => sensor.ChangeBattery());
        }

        if (words.TryTake("weaken"))
        {
            return ReadSensorBattery(words, sensor => sensor.WeakenBattery());
        }

        if (words.TryTake("charge"))
        {
            return ReadSensorBattery(words, sensor => sensor.ChargeBattery());
        }

        if (words.TryTake("flood"))
        {
            words.TakeOneOf("air");
            IReadOnlyList<string> nodes = words.Peek == "for" ? cast.TakeNodes(new Words("")) : [cast.TakeNode(words)];
            words.TakeOneOf("for");
            long forMs = words.TakeDuration();
            return ForEach(nodes, node => node.World.Air.Flood(forMs, FloodPerSecond));
        }

        return null;
    }

    private Action<ScenarioWorld> ReadPress(Words words)
    {
        string name = cast.TakeZone(words, ZoneType.Panic).Name;
        long forMs = words.TryTake("for") ? words.TakeDuration() : HandMs;
        return world => world.NodeOf(name).World.Press(world.Zone(name), forMs);
    }

    /// <summary><c>cut power</c>, or what is done to the wire of a zone, of the siren or of the meters.</summary>
    private Action<ScenarioWorld> ReadWire(Words words)
    {
        string verb = words.Take("a verb");
        if (verb == "cut" && words.TryTake("power"))
        {
            if (words.TryTake("after"))
            {
                int bytes = words.TakeInteger("a number of bytes", 0, int.MaxValue);
                words.TakeOneOf("bytes");
                return ForEach(cast.TakeNodes(words), node => node.World.Board.Flash.LosePowerAfter(bytes));
            }

            return ForEach(cast.TakeNodes(words), node => node.World.PowerOff());
        }

        if (verb != "short" && words.TryTake("line"))
        {
            bool isCut = verb == "cut";
            return ForEach(cast.TakeNodes(words), node => SetLine(node, isCut));
        }

        WireState wire = verb == "cut" ? WireState.Cut : verb == "short" ? WireState.Short : WireState.Whole;
        words.TakeOneOf("loop");
        if (words.TryTake("siren"))
        {
            string number = cast.TakeNode(words);
            return cast.HasSirenLoop(number)
                ? world => world.Node(number).World.SirenLoop!.SetWire(wire)
                : throw new SyntaxException($"expected a siren with a loop, but that of node {number} has none");
        }

        string zone = cast.TakeZone(words).Name;
        return world => world.Zone(zone).SetWire(wire);
    }

    private static Action<ScenarioWorld> ReadBroker(Words words)
    {
        switch (words.TakeOneOf("up", "down", "forget"))
        {
            case "up":
                return world => world.Broker.Start(isForgetful: false);
            case "down":
                return world => world.Broker.Stop();
            default:
                return world =>
                {
                    world.Broker.Stop();
                    world.Broker.Start(isForgetful: true);
                };
        }
    }

    private ZoneSettings TakeLoop(Words words)
    {
        ZoneSettings zone = cast.TakeZone(words);
        return zone.Loop is null ? throw new SyntaxException($"expected a loop, but {zone.Name} is a plain contact") : zone;
    }

    private static void SetPath(ScenarioNode node, bool isUp)
    {
        if (isUp)
        {
            node.World.Board.Connection.MendPath();
        }
        else
        {
            node.World.Board.Connection.CutPath();
        }
    }

    private static void SetLine(ScenarioNode node, bool isCut)
    {
        foreach (SerialLineSettings line in node.World.Settings.Lines)
        {
            node.World.Board.SerialAt(line.Port).Line.IsCut = isCut;
        }
    }

    private Action<ScenarioWorld> ReadSensorBattery(Words words, Action<VirtualSensor> act)
    {
        words.TakeOneOf("battery");
        (string node, SensorSettings sensor) = cast.TakeSensor(words);
        return world => act(world.Node(node).World.Sensors[sensor.Name]);
    }

    private static void SetSupervisor(WorldSupervisor supervisor, bool isUp)
    {
        if (isUp)
        {
            supervisor.Start();
        }
        else
        {
            supervisor.Stop();
        }
    }

    private static Action<ScenarioWorld> SetActive(ZoneSettings zone, bool isActive)
    {
        return world => world.Zone(zone.Name).SetActive(isActive);
    }

    private static Action<ScenarioWorld> PressControl(IReadOnlyList<string> nodes, Func<ControlSettings, int> pin)
    {
        return ForEach(nodes, node => node.World.Press(pin(node.World.Settings.Controls)));
    }

    private static Action<ScenarioWorld> ForEach(IReadOnlyList<string> nodes, Action<ScenarioNode> act)
    {
        return world =>
        {
            foreach (string number in nodes)
            {
                act(world.Node(number));
            }
        };
    }
}
