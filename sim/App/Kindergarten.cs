using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Sim.App;

/// <summary>The facility of the demonstration: what hangs on its walls. Names of zones and meters are its own.</summary>
internal static class Kindergarten
{
    /// <summary>Facility with its township, as in the names of its nodes.</summary>
    public const string FacilityId = "410481001-0007";

    // Pins that an ESP32-S3-WROOM-1 with octal PSRAM leaves free.
    private const int SirenPin = 21;
    private const int ResetPin = 14;

    // A quarter of an hour is the interval of a real node; nobody watches a demonstration for that long.
    private const int MeterIntervalS = 5;

    public static EnrolledTownship Township { get; } = new("410481001", new BilingualName("垭口街道", "Yakou Subdistrict"));

    public static BilingualName Name { get; } = new("垭口阳光托育园（演示）", "Yakou Sunshine Nursery (demonstration)");

    /// <summary>The nodes with settings of their own, still without broker and key.</summary>
    public static IReadOnlyList<(BilingualName Name, NodeSettings Settings)> CreateNodes()
    {
        return
        [
            (
                new BilingualName("大门", "Gate"),
                Node("01", [Zone("gate", ZoneType.Door, 4), Zone("guard_panic", ZoneType.Panic, 5)], [])),
            (
                new BilingualName("活动室", "Activity room"),
                Node(
                    "02",
                    [
                        Zone("activity_door", ZoneType.Door, 4),
                        Zone("activity_panic", ZoneType.Panic, 5),
                        Zone("activity_smoke", ZoneType.Smoke, 6),
                    ],
                    [])),
            (
                new BilingualName("设备间", "Utility room"),
                Node(
                    "03",
                    [Zone("utility_door", ZoneType.Door, 4), Zone("utility_smoke", ZoneType.Smoke, 6)],
                    [
                        new MeterSettings("gas", Medium.Gas, 9, PulseConstant.FromLitresPerImpulse(10)),
                        new MeterSettings("power", Medium.Electricity, 7, PulseConstant.FromImpulsesPerKilowattHour(1600)),
                        new MeterSettings("water", Medium.Water, 8, PulseConstant.FromLitresPerImpulse(1)),
                    ])),
        ];
    }

    private static NodeSettings Node(string number, ZoneSettings[] zones, MeterSettings[] meters)
    {
        return new NodeSettings
        {
            Node = NodeId.Parse($"{FacilityId}-{number}"),
            Siren = new SirenSettings { Pin = SirenPin },
            Controls = new ControlSettings { ResetPin = ResetPin },
            MeterIntervalS = MeterIntervalS,
            Zones = zones,
            Meters = meters,
        };
    }

    private static ZoneSettings Zone(string name, ZoneType type, int pin)
    {
        return new ZoneSettings { Name = name, Type = type, Pin = pin };
    }
}
