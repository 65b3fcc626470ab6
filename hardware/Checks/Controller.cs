using System.Globalization;

namespace Wugang.Hardware.Checks;

/// <summary>The controller's module on the board: which GPIO is behind which of its pins.</summary>
/// <remarks>Source: its symbol, which follows table 3-1 of the ESP32-S3-WROOM-1 data sheet (hardware/sources.md).</remarks>
public sealed class Controller
{
    /// <summary>Its name on the board.</summary>
    public const string Designator = "U401";

    private const string SymbolFile = "symbols/esp32-s3-wroom-1.sym";
    private const string PinNumber = "pinnumber=";
    private const string PinLabel = "pinlabel=IO";

    private readonly SortedDictionary<int, string> _pinOfGpio;

    private Controller(SortedDictionary<int, string> pinOfGpio)
    {
        _pinOfGpio = pinOfGpio;
    }

    /// <summary>GPIO numbers in ascending order.</summary>
    public IEnumerable<int> Gpios => _pinOfGpio.Keys;

    public static Controller Read(HardwareFolder folder)
    {
        SortedDictionary<int, string> pins = [];
        string number = "";
        foreach (string line in folder.Read(SymbolFile).Split('\n'))
        {
            if (line.StartsWith(PinNumber, StringComparison.Ordinal))
            {
                number = line[PinNumber.Length..];
            }
            else if (line.StartsWith(PinLabel, StringComparison.Ordinal))
            {
                string gpio = line[PinLabel.Length..].Split(' ')[0];
                pins[int.Parse(gpio, CultureInfo.InvariantCulture)] = number;
            }
        }

        return new Controller(pins);
    }

    /// <summary>Number of the module's pin.</summary>
    public string PinOf(int gpio)
    {
        return _pinOfGpio[gpio];
    }

    /// <returns>Null where nothing is connected, or the module has no such pin.</returns>
    public string? NetOf(Netlist netlist, int gpio)
    {
        return _pinOfGpio.TryGetValue(gpio, out string? pin) ? netlist.NetOf($"{Designator}.{pin}") : null;
    }
}
