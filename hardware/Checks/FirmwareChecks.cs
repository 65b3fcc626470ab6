using Wugang.Firmware.Core.Config;

namespace Wugang.Hardware.Checks;

/// <summary>The carrier board and the firmware's board file agree, to the pin and to the ohm.</summary>
public static class FirmwareChecks
{
    // Nets of the controller that no setting names: the chip's USB.
    private static readonly string[] NotInBoardFile = ["USB_DN", "USB_DP"];

    public static IEnumerable<Fault> FindAll(BoardFile board, Schematic schematic, Controller controller)
    {
        return FindPins(board, schematic.Netlist, controller)
            .Concat(FindThresholds(board.Settings, schematic))
            .Concat(FindLoopsOutOfBand(board.Settings, schematic));
    }

    public static IEnumerable<Fault> FindPins(BoardFile board, Netlist netlist, Controller controller)
    {
        PinUse[] uses = [.. board.PinUses()];
        IEnumerable<Fault> wrong = uses
            .Select(use => (Use: use, Net: controller.NetOf(netlist, use.Gpio)))
            .Where(pair => pair.Net != pair.Use.Net)
            .Select(pair => new Fault(pair.Use.Path, $"is GPIO {pair.Use.Gpio}, where the board has {pair.Net ?? "nothing"} instead of {pair.Use.Net}"));
        IEnumerable<Fault> missing = controller.Gpios
            .Select(gpio => controller.NetOf(netlist, gpio))
            .OfType<string>()
            .Except(NotInBoardFile)
            .Except(uses.Select(use => use.Net))
            .Select(net => new Fault($"net {net}", "is at the controller, and the board file does not use it"));
        return wrong.Concat(missing);
    }

    /// <summary>Resistors, divider and voltages of the settings are those of the board.</summary>
    public static IEnumerable<Fault> FindThresholds(NodeSettings settings, Schematic schematic)
    {
        int loopNumber = 0;
        foreach (ZoneSettings zone in settings.Zones.Where(zone => zone.Loop is not null))
        {
            loopNumber++;
            string where = $"zone {zone.Name}";
            LoopCircuit circuit = LoopCircuit.OfZone(schematic, loopNumber);
            foreach (Fault fault in CompareLoop(where, zone.Loop, circuit)
                .Concat(Compare(where + ".alarm_ohm", zone.Loop.AlarmOhm, circuit.AlarmOhm, "ohms of the alarm resistor")))
            {
                yield return fault;
            }
        }

        foreach (Fault fault in CompareLoop("siren.loop", settings.Siren.Loop, LoopCircuit.OfSiren(schematic)))
        {
            yield return fault;
        }

        BatteryCircuit battery = BatteryCircuit.Read(schematic);
        if (Math.Abs(battery.FullScaleMv - settings.Supply.FullScaleMv) > settings.Supply.FullScaleMv / 100)
        {
            yield return new Fault("supply.full_scale_mv", $"is {settings.Supply.FullScaleMv}, the board's divider gives {battery.FullScaleMv:0}");
        }

        if (settings.Supply.ExhaustedMv <= battery.CutOffMv)
        {
            yield return new Fault("supply.exhausted_mv", $"is {settings.Supply.ExhaustedMv}, but the board cuts the battery off at {battery.CutOffMv:0} already");
        }
    }

    /// <summary>At every corner of the tolerances the firmware's own bands read each state as what it is.</summary>
    public static IEnumerable<Fault> FindLoopsOutOfBand(NodeSettings settings, Schematic schematic)
    {
        int loopNumber = 0;
        foreach (ZoneSettings zone in settings.Zones.Where(zone => zone.Loop is not null))
        {
            loopNumber++;
            LoopCircuit circuit = LoopCircuit.OfZone(schematic, loopNumber);
            foreach (LoopRow row in LoopRow.Compute(zone.Loop, circuit).Where(row => !row.IsInBand))
            {
                yield return new Fault($"zone {zone.Name}", $"{row.Name} reads {row.Least} to {row.Most}, the firmware takes {row.BandLeast} to {row.BandMost}");
            }
        }
    }

    private static IEnumerable<Fault> CompareLoop(string where, LoopSettings loop, LoopCircuit circuit)
    {
        return Compare(where + ".pull_up_ohm", loop.PullUpOhm, circuit.PullUpOhm, "ohms on the board")
            .Concat(Compare(where + ".end_ohm", loop.EndOhm, circuit.EndOhm, "ohms of the end-of-line resistor"));
    }

    private static IEnumerable<Fault> Compare(string where, int inFirmware, double onBoard, string what)
    {
        return inFirmware == onBoard ? [] : [new Fault(where, $"is {inFirmware}, but there are {onBoard} {what}")];
    }
}
