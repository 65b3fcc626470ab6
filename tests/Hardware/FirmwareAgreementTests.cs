using System.Text;
using Wugang.Firmware.Core.Config;
using Wugang.Hardware.Checks;

namespace Wugang.Tests.Hardware;

/// <summary>The firmware's board files fit the boards.</summary>
[TestClass]
public sealed class FirmwareAgreementTests
{
    // The breadboard's kit: USB, PSRAM, and pins that are read at reset or not led out.
    private static readonly int[] NotForTheBreadboard = [3, 19, 20, 35, 36, 37, 43, 44, 45, 46];

    private static readonly Schematic Board = TestFolder.ReadTexts(TestFolder.Original);

    [TestMethod]
    [DataRow("\"pin\": 21,", "\"pin\": 22,", "siren.pin: is GPIO 22, where the board has nothing instead of SIREN")]
    [DataRow("\"channel\": 5", "\"channel\": 6", "zones[6].loop.channel is 6, on pin 7, which zones[5].loop.channel has")]
    [DataRow("\"status_led_pin\": 38", "\"status_led_pin\": 37", "controls.status_led_pin: is GPIO 37, where the board has nothing instead of STATUS_LED")]
    [DataRow("\"receive_pin\": 44", "\"receive_pin\": 47", "lines[1].receive_pin is 47, which the setup lamp has")]
    [DataRow("\"battery_channel\": 9", "\"battery_channel\": 8", "supply.battery_channel is 8, on pin 9, which siren.loop.channel has")]
    [DataRow("\"scl_pin\": 43", "\"scl_pin\": 48", "battery_clock.scl_pin is 48, which the watchdog has")]
    [DataRow("\"sda_pin\": 11", "\"sda_pin\": 37", "battery_clock.sda_pin: is GPIO 37, where the board has nothing instead of SDA")]
    [DataRow("\"pull_up_ohm\": 10000", "\"pull_up_ohm\": 4700", "siren.loop.pull_up_ohm: is 4700, but there are 10000 ohms on the board")]
    [DataRow("0, \"pull_up_ohm\": 10000", "0, \"pull_up_ohm\": 9100", "zone hall_panic.pull_up_ohm: is 9100, but there are 10000 ohms on the board")]
    [DataRow("2200, \"alarm_ohm\": 2200", "2200, \"alarm_ohm\": 3300", "zone hall_panic.alarm_ohm: is 3300, but there are 2200 ohms")]
    [DataRow("\"tolerance_percent\": 30 }\n    },\n    {", "\"tolerance_percent\": 20 }\n    },\n    {", "zone hall_panic: well reads 625 to 897, the firmware takes")]
    [DataRow("\"full_scale_mv\": 16000", "\"full_scale_mv\": 15000", "supply.full_scale_mv: is 15000, the board's divider gives 16017")]
    [DataRow("\"exhausted_mv\": 11000", "\"exhausted_mv\": 10500", "supply.exhausted_mv: is 10500, but the board cuts the battery off at 10575 already")]
    public void ABoardFileThatDiffersIsNamed(string old, string by, string expected)
    {
        string text = Encoding.UTF8.GetString(Carrier);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at);
        byte[] changed = Encoding.UTF8.GetBytes(text[..at] + by + text[(at + old.Length)..]);

        string[] faults = FindFaults(changed);

        Assert.Contains(fault => fault.Contains(expected, StringComparison.Ordinal), faults, string.Join('\n', faults));
    }

    [TestMethod]
    public void ANetThatTheBoardFileForgetsIsNamed()
    {
        string text = Encoding.UTF8.GetString(Carrier).Replace(", \"buzzer_pin\": 45", "", StringComparison.Ordinal);

        Assert.Contains("net BUZZER: is at the controller, and the board file does not use it", FindFaults(Encoding.UTF8.GetBytes(text)));
    }

    [TestMethod]
    public void TheBreadboardNeedsNoPinThatAKitDoesNotHave()
    {
        BoardFile breadboard = BoardFile.Parse(ReadBoard("breadboard.json"));

        CollectionAssert.DoesNotContain(breadboard.PinUses().Select(use => NotForTheBreadboard.Contains(use.Gpio)).ToArray(), true);
    }

    [TestMethod]
    public void TheLoopOfTheBreadboardIsReadRightAtEveryCornerOfItsTolerances()
    {
        LoopSettings loop = BoardFile.Parse(ReadBoard("breadboard.json")).Settings.Zones.Single(zone => zone.Loop is not null).Loop;

        LoopRow[] wrong = [.. LoopRow.Compute(loop, LoopCircuit.OfBreadboard()).Where(row => !row.IsInBand)];

        Assert.IsEmpty(wrong, string.Join<LoopRow>('\n', wrong));
    }

    private static byte[] Carrier => ReadBoard("carrier.json");

    private static byte[] ReadBoard(string name)
    {
        return File.ReadAllBytes(TestFolder.Original.PathOf("../firmware/Esp32/Boards/" + name));
    }

    private static string[] FindFaults(byte[] text)
    {
        try
        {
            return [.. FirmwareChecks.FindAll(BoardFile.Parse(text), Board, Controller.Read(TestFolder.Original)).Select(fault => fault.ToString())];
        }
        catch (FormatException refused)
        {
            return refused.Message.Split('\n');
        }
    }
}
