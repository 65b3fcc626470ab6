using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Draws what the nodes of a seed are made of: zones, loops, keys, hours and meters.</summary>
internal static class SwarmNodes
{
    private const int MinZones = 3;
    private const int MaxZones = 8;
    private const int WholeWeek = 0x7F;
    private const int Weekdays = 0x1F;
    private const int OpenMinute = 450;
    private const int CloseMinute = 1110;
    private const int HoursPerEvening = 12;
    private const int NodesWithLine = 6;
    private const int NodesWithBatteryClock = 3;
    private const int ZonesWithoutSensor = 5;
    private const int SilentAfterS = 300;

    private static readonly string[] LineMeters =
    [
        "main dlt645 000000000161 beside=power", "heat cjt188 water 00000000012345",
        "stove cjt188 gas 00000000054321", "pump modbus electricity 7",
    ];

    private static readonly ZoneType[] Types =
    [
        ZoneType.Door, ZoneType.Window, ZoneType.Motion, ZoneType.Smoke, ZoneType.Panic, ZoneType.GasLeak, ZoneType.WaterLeak,
        ZoneType.Tamper,
    ];

    public static IReadOnlyList<NodeSettings> Draw(long seed, int count)
    {
        return
        [
            .. Enumerable.Range(1, count).Select(number => Draw(
                new SeededRandom(seed, $"node/{number}"),
                new SeededRandom(seed, $"node/{number}/air"),
                new SeededRandom(seed, $"node/{number}/battery"),
                number)),
        ];
    }

    private static NodeSettings Draw(SeededRandom random, SeededRandom air, SeededRandom battery, int number)
    {
        NodeSettings node = Wiring.Node($"{number:D2}");

        // Nobody looks at lamps and listens to buzzers here; the siren is listened to.
        (node.Controls.BuzzerPin, node.Controls.StatusLedPin) = (NodeSettings.NoPin, NodeSettings.NoPin);
        node.EntryDelayS = (int)random.Between(0, 60);
        node.ExitDelayS = (int)random.Between(0, 60);
        node.Siren.LimitS = (int)random.Between(60, 600);
        DrawHours(random, node);
        long zones = random.Between(MinZones, MaxZones);
        for (int i = 0; i < zones; i++)
        {
            // The first three are what every facility has.
            ZoneType type = i < 3 ? Types[i switch { 0 => 0, 1 => 3, _ => 4 }] : Types[random.Next(Types.Length)];
            ZoneSettings zone = DrawZone(random, type, i);
            int resistors = (int)random.Next(3);
            if (air.Next(ZonesWithoutSensor) == 0)
            {
                Wiring.AddWireless(node, zone, SilentAfterS);
            }
            else
            {
                Wiring.Add(node, zone, resistors);
            }
        }

        if (random.Next(2) == 0)
        {
            Wiring.WatchSiren(node);
        }

        DrawMeters(random, node);
        if (battery.Next(NodesWithBatteryClock) == 0)
        {
            node.BatteryClock = new BatteryClockSettings();
        }

        return node;
    }

    private static void DrawHours(SeededRandom random, NodeSettings node)
    {
        switch (random.Next(3))
        {
            case 0:
                break; // No hours are registered: nothing is set by the schedule.
            case 1:
                node.Schedule.Hours = [new OpeningHours(Weekdays, OpenMinute, CloseMinute)];
                break;
            default:
                node.Schedule.Hours = [new OpeningHours(WholeWeek, OpenMinute, CloseMinute + (int)random.Next(HoursPerEvening))];
                break;
        }
    }

    private static ZoneSettings DrawZone(SeededRandom random, ZoneType type, int index)
    {
        return new ZoneSettings
        {
            Name = $"{ZoneTypes.NameOf(type)}{index}",
            Type = type,
            IsEntryRoute = type == ZoneType.Door && random.Next(2) == 0,
            HeldOpenS = type == ZoneType.Door && random.Next(2) == 0 ? (int)random.Between(30, 600) : 0,
            DebounceMs = (int)random.Between(10, 100),
            FaultDelayS = (int)random.Between(0, 30),
        };
    }

    private static void DrawMeters(SeededRandom random, NodeSettings node)
    {
        Wiring.Add(node, "power", Medium.Electricity, PulseConstant.FromImpulsesPerKilowattHour((int)random.Between(100, 3200)));
        if (random.Next(2) == 0)
        {
            Wiring.Add(node, "water", Medium.Water, PulseConstant.FromLitresPerImpulse((int)random.Between(1, 100)));
        }

        if (random.Next(2) == 0)
        {
            Wiring.Add(node, "gas", Medium.Gas, PulseConstant.FromLitresPerImpulse((int)random.Between(1, 100)));
        }

        // A node looks at its line every few milliseconds while it reads: some nodes show what there is to see.
        if (random.Next(NodesWithLine) == 0)
        {
            MeterReader.Read(new Words(LineMeters[random.Next(LineMeters.Length)]), node);
        }
    }
}
