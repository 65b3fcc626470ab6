namespace Wugang.Hardware.Checks;

/// <summary>What the board takes in each state, and the battery that lasts for eight hours (clause S6) at the end of its life.</summary>
public static class PowerCalculation
{
    /// <summary>Hours without mains that clause S6 asks for.</summary>
    public const double BackupHours = 8;

    /// <summary>Minutes of siren in that time: three alarms of the usual limit of ten minutes.</summary>
    public const double SirenMinutes = 30;

    /// <summary>The battery of the parts list, in ampere-hours.</summary>
    public const double BatteryAh = 7;

    // Efficiency of the 3.3 V converter, and what the diode from the battery to the bus loses.
    private const double BuckEfficiency = 0.85;
    private const double BatteryMv = 11500;
    private const double DiodeMv = 350;

    // Of the printed capacity are left: at the end of life, at 0 degrees, at the current of this board.
    private const double EndOfLife = 0.6;
    private const double Cold = 0.85;
    private const double Rate = 0.9;

    private const double LogicMv = 3300;

    /// <summary>Every load, at its worst likely value. None has been measured: nothing is built yet.</summary>
    public static IReadOnlyList<PowerLoad> Loads { get; } =
    [
        FromLogic("ESP32-S3: Wi-Fi on, Bluetooth scanning", 120, 160, "ESP32-S3 data sheet: 91 to 97 mA receiving, up to 340 mA while sending; mean with 10 % sending"),
        FromLogic("isolated converters and transceivers, two", 110, 110, "B0305S-1W: 42 mA without load; ISO3082 bus side 8 mA, bias 4 mA, least load 10 mA"),
        FromLogic("clock, key store, watchdog, Schmitt triggers, lamp", 10, 10, "data sheets, the lamp with 5 mA"),
        new PowerLoad("eight loops and the siren's watch", 9 * 5 * 0.41 * 13.65 / 5, 9 * 5 * 0.41 * 13.65 / 5, "0.41 mA each at 12.2 kilo-ohms, linear regulator"),
        new PowerLoad("comparators and dividers", 60, 60, "two LM393, dividers"),
        new PowerLoad("smoke and motion detectors on the 12 V output", 600, 800, "at most 50 mA quiet, 67 mA in alarm: the plate of the detectors"),
        new PowerLoad("relay", 0, 560, "G5V-2: 500 mW at 12 V, at a bus of 12.7 V"),
        new PowerLoad("siren", 0, 4800, "at most 400 mA at 12 V: the plate of the siren"),
    ];

    public static double QuietMw => Loads.Sum(load => load.QuietMw);

    public static double AlarmMw => Loads.Sum(load => load.AlarmMw);

    /// <summary>Ampere-hours that the battery gives in eight hours with half an hour of siren.</summary>
    public static double NeededAh
    {
        get
        {
            double sirenHours = SirenMinutes / 60;
            double milliwattHours = (QuietMw * (BackupHours - sirenHours)) + (AlarmMw * sirenHours);
            return milliwattHours / (BatteryMv - DiodeMv);
        }
    }

    /// <summary>Ampere-hours that the battery has left at its worst.</summary>
    public static double LeftAh => BatteryAh * EndOfLife * Cold * Rate;

    public static Table WriteLoads()
    {
        Table table = new("load", "quiet, mW", "alarm, mW", "basis");
        foreach (PowerLoad load in Loads)
        {
            table.Add(load.Name, Table.Number(load.QuietMw), Table.Number(load.AlarmMw), load.Basis);
        }

        return table.Add("**all**", Table.Number(QuietMw), Table.Number(AlarmMw), "");
    }

    public static IReadOnlyList<Requirement> Requirements()
    {
        return
        [
            Requirement.AtMost("ampere-hours for eight hours, 30 minutes of them with siren", NeededAh, LeftAh),
            Requirement.AtLeast("hours that the battery at the end of its life lasts while quiet", LeftAh * (BatteryMv - DiodeMv) / QuietMw, BackupHours),
        ];
    }

    private static PowerLoad FromLogic(string name, double quietMa, double alarmMa, string basis)
    {
        return new PowerLoad(name, quietMa * LogicMv / 1000 / BuckEfficiency, alarmMa * LogicMv / 1000 / BuckEfficiency, basis);
    }
}
