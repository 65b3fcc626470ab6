using System.Globalization;

namespace Wugang.Hardware.Checks;

/// <summary>The page that says what each GPIO has and why.</summary>
public static class PinMap
{
    private const string ReasonsFile = "pin-reasons.csv";

    /// <exception cref="FormatException">A GPIO with a net has no reason, or one without has one.</exception>
    public static string Write(HardwareFolder folder, Netlist netlist, Controller controller)
    {
        Dictionary<int, string> reasons = folder.Read(ReasonsFile).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',', 2))
            .ToDictionary(cells => int.Parse(cells[0], CultureInfo.InvariantCulture), cells => cells[1].Trim('"'));
        Table table = new("GPIO", "pin", "ADC", "net", "reason of the choice");
        foreach (int gpio in controller.Gpios)
        {
            string net = controller.NetOf(netlist, gpio) ?? "—";
            string reason = reasons.TryGetValue(gpio, out string? text)
                ? text
                : throw new FormatException($"{ReasonsFile} says nothing of GPIO {gpio}, which has {net}.");
            table.Add(gpio.ToString(CultureInfo.InvariantCulture), controller.PinOf(gpio), AdcOf(gpio), net, reason);
        }

        return "# Pin map of the carrier board\n\n"
            + "Made of the netlist and `pin-reasons.csv` by `dotnet run --project hardware/Checks -- export`; a test makes it again and compares. The\n"
            + "firmware's board file is [carrier.json](../firmware/Esp32/Boards/carrier.json), and a test holds it against this netlist. \"Pin\" is that of\n"
            + "the ESP32-S3-WROOM-1 module, \"ADC\" the channel of the first converter. GPIO 22 to 34 do not leave the module.\n\n"
            + table;
    }

    private static string AdcOf(int gpio)
    {
        return gpio is >= 1 and <= 10 ? (gpio - 1).ToString(CultureInfo.InvariantCulture) : "";
    }
}
