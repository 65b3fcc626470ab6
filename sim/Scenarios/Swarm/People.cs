using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Those who live with a node: children at the doors, smoke, somebody who cuts a wire, keys, a duty desk, consumption.</summary>
internal sealed class People(ScenarioWorld world, ScenarioNode node, Recurrence recurrence, long seed)
{
    private const long SecondMs = 1000;
    private const long MinuteMs = 60 * SecondMs;
    private const long HourMs = 60 * MinuteMs;
    private const int ForeignOhm = 1500;
    private const int BatteryLowMv = 11_000;
    private const int BatteryExhaustedMv = 10_000;
    private const int PulsesWeekly = 7 * 24 * 30;
    private const int MaxPulses = 40;
    private const long DayMs = 24 * HourMs;

    private static readonly string[] Commands =
        ["set", "set_forced", "unset", "test", "end_test", "silence", "reset", "bypass", "end_bypass", "open_sesame"];

    private readonly SeededRandom _habits = new(seed, node.Number + "/habits");

    /// <summary>Plans all that they do.</summary>
    public void Begin()
    {
        foreach (WorldZone zone in node.World.Zones)
        {
            Begin(zone);
        }

        ControlSettings controls = node.World.Settings.Controls;
        Weekly("set", _habits.Scaled(5, 40), _ => node.World.Press(controls.SetPin));
        Weekly("silence", _habits.Scaled(5, 200), _ => node.World.Press(controls.SilencePin));
        Weekly("reset", _habits.Scaled(30, 500), _ => node.World.Press(controls.ResetPin));
        Weekly("mains", _habits.Scaled(1, 12), LoseMains);
        Weekly("battery", _habits.Scaled(1, 4), WeakenBattery);
        Weekly("command", _habits.Scaled(5, 200), Command);
        if (node.World.SirenLoop is { } siren)
        {
            Weekly("siren", _habits.Scaled(1, 4), random => Spoil(siren.SetWire, random));
        }

        foreach (MeterSettings meter in node.World.Settings.Meters.Where(meter => meter.Bus is null))
        {
            Weekly("consumption/" + meter.Name, PulsesWeekly, random => Consume(meter, random));
        }
    }

    private void Begin(WorldZone zone)
    {
        bool isPassage = !ZoneTypes.IsWatchedAtAllHours(zone.Settings.Type);
        long timesWeekly = isPassage ? _habits.Scaled(20, 5000) : _habits.Scaled(1, 40);
        Weekly("zone/" + zone.Name, timesWeekly, random => Move(zone, random));
        Weekly("wire/" + zone.Name, _habits.Scaled(1, 4), random => Damage(zone, random));
    }

    private void Weekly(string what, long times, Action<SeededRandom> act)
    {
        recurrence.Weekly(node.Number + "/" + what, times, random =>
        {
            act(random);
            node.Look();
        });
    }

    private void Move(WorldZone zone, SeededRandom random)
    {
        if (!zone.IsActive)
        {
            bool isPassage = !ZoneTypes.IsWatchedAtAllHours(zone.Settings.Type);
            Tell($"{zone.Name} active");
            zone.SetActive(true);
            After(random.Scaled(1, isPassage ? HourMs : 5 * MinuteMs), () => zone.SetActive(false));
        }
    }

    private void Damage(WorldZone zone, SeededRandom random)
    {
        if (zone.Wire != WireState.Whole)
        {
            return;
        }

        if (zone.IsLoop && random.Next(3) == 0)
        {
            Tell($"{zone.Name} foreign resistor");
            zone.SetForeign(ForeignOhm);
            After(random.Scaled(SecondMs, HourMs), () => zone.SetWire(WireState.Whole));
        }
        else
        {
            Tell($"{zone.Name} wire");
            Spoil(zone.SetWire, random);
        }
    }

    private void Spoil(Action<WireState> setWire, SeededRandom random)
    {
        setWire(random.Next(2) == 0 ? WireState.Cut : WireState.Short);
        After(random.Scaled(SecondMs, 2 * HourMs), () => setWire(WireState.Whole));
    }

    private void LoseMains(SeededRandom random)
    {
        Tell("mains lost");
        node.World.SetMains(false);
        After(random.Scaled(SecondMs, 2 * HourMs), () => node.World.SetMains(true));
    }

    private void WeakenBattery(SeededRandom random)
    {
        Tell("battery weak");
        node.World.SetBattery(random.Next(2) == 0 ? BatteryLowMv : BatteryExhaustedMv);
        After(random.Scaled(MinuteMs, 3 * HourMs), () => node.World.SetBattery(Wiring.BatteryFullMv));
    }

    private void Command(SeededRandom random)
    {
        string act = Commands[random.Next(Commands.Length)];
        string zone = act is "bypass" or "end_bypass" ? node.World.Zones[(int)random.Next(node.World.Zones.Count)].Name : "";
        Tell($"is commanded {act} {zone}");
        world.Supervisor.Commands.Send(
            node,
            new Command
            {
                Act = act,
                Zone = zone,
                DurationS = act is "bypass" or "test" ? random.Between(1, 1800) : 0,
                By = "duty_desk",
                ExpiresUnixMs = world.Time.NowMs + random.Between(-MinuteMs, 5 * MinuteMs),
            },
            isForged: false);
    }

    /// <summary>A kindergarten takes little at night.</summary>
    private void Consume(MeterSettings meter, SeededRandom random)
    {
        bool isNight = (world.Time.NowMs + (8 * HourMs)) % DayMs < 6 * HourMs;
        node.World.Board.GivePulses(meter.Pin, isNight ? random.Next(2) : random.Next(MaxPulses));
    }

    private void After(long delayMs, Action act)
    {
        world.Time.After(delayMs, () =>
        {
            act();
            node.Look();
        });
    }

    private void Tell(string what)
    {
        world.Trace.Add($"node {node.Number} {what}");
    }
}
