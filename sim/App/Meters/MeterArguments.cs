using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Sim.App.Commands;

namespace Wugang.Sim.App.Meters;

/// <summary>The arguments of a command line that say which meter is asked for what, and at what speed.</summary>
internal sealed class MeterArguments
{
    private const int ModbusBitsPerSecond = 9600;
    private const int UsualBitsPerSecond = 2400;

    private static readonly Dictionary<string, (byte Code, Medium Medium)> Kinds = new()
    {
        ["cold"] = (Cjt188Type.ColdWater, Medium.Water),
        ["hot"] = (Cjt188Type.HotWater, Medium.Water),
        ["drinking"] = (Cjt188Type.DrinkingWater, Medium.Water),
        ["reclaimed"] = (Cjt188Type.ReclaimedWater, Medium.Water),
        ["gas"] = (Cjt188Type.Gas, Medium.Gas),
    };

    private static readonly Dictionary<string, MeterUnit> Units = new()
    {
        ["wh"] = MeterUnit.WattHour,
        ["kwh"] = MeterUnit.KilowattHour,
        ["mwh"] = MeterUnit.MegawattHour,
        ["l"] = MeterUnit.Litre,
        ["m3"] = MeterUnit.CubicMetre,
    };

    private readonly Argument<string> _protocol = new("protocol") { Description = "dlt645, cjt188 or modbus." };

    private readonly Argument<string> _address = new("address")
    {
        Description = "Address as printed on the meter: 12 digits (dlt645), 14 (cjt188), AA for any two; 1 to 247 (modbus).",
    };

    private readonly Option<long?> _speed = IntegerOption.Create(
        "--speed", LineSettings.MinBitsPerSecond, LineSettings.MaxBitsPerSecond, "Bits per second (2400; modbus 9600).");

    private readonly Option<string> _parity = new("--parity")
    {
        Description = "none, even or odd (even; modbus none).",
    };

    private readonly Option<string> _kind = new("--kind")
    {
        Description = "cjt188: cold, hot, drinking, reclaimed or gas (cold).",
    };

    private readonly Option<long?> _register = IntegerOption.Create(
        "--register", 0, ModbusRegister.MaxAddress, "modbus: address of the register, as sent (0).");

    private readonly Option<long?> _function = IntegerOption.Create(
        "--function", 3, 4, "modbus: 3 for holding, 4 for input registers (3).");

    private readonly Option<long?> _words = IntegerOption.Create(
        "--words", 1, 4, "modbus: registers of 16 bits that make the number (2).");

    private readonly Option<bool> _lowFirst = new("--low-first")
    {
        Description = "modbus: the register with the low bits is first.",
    };

    private readonly Option<long?> _decimals = IntegerOption.Create(
        "--decimals", 0, ModbusRegister.MaxDecimals, "modbus: digits behind the point (0).");

    private readonly Option<string> _unit = new("--unit") { Description = "modbus: wh, kwh, mwh, l or m3 (kwh)." };

    public MeterArguments()
    {
        OneOf(_protocol, ["dlt645", "cjt188", "modbus"]);
        OneOf(_parity, ["none", "even", "odd"]);
        OneOf(_kind, Kinds.Keys);
        OneOf(_unit, Units.Keys);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_protocol);
        command.Arguments.Add(_address);
        Option[] options = [_speed, _parity, _kind, _register, _function, _words, _lowFirst, _decimals, _unit];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The question that was asked for.</summary>
    /// <exception cref="FormatException">The address, or the combination of options, is none; the message says why.</exception>
    public MeterQuestion Parse(ParseResult parsed)
    {
        string protocol = parsed.GetValue(_protocol)!;
        string address = parsed.GetValue(_address)!.ToUpperInvariant();
        (byte kind, Medium medium) = Kinds[parsed.GetValue(_kind) ?? "cold"];
        return protocol switch
        {
            "dlt645" => Ask(
                parsed,
                Medium.Electricity,
                new Dlt645Meter(ParseAddress(address, Dlt645Frame.AddressBytes), Dlt645Meter.ForwardActiveTotal)),
            "cjt188" => Ask(
                parsed,
                medium,
                new Cjt188Meter(kind, ParseAddress(address, Cjt188Frame.AddressBytes), Cjt188StatusReading.None)),
            _ => AskModbus(parsed, address),
        };
    }

    private MeterQuestion AskModbus(ParseResult parsed, string address)
    {
        bool isNumber = int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!isNumber || number is < 1 or > ModbusMeter.MaxUnit)
        {
            throw new FormatException($"A Modbus meter has a number from 1 to {ModbusMeter.MaxUnit}, not '{address}'.");
        }

        MeterUnit unit = Units[parsed.GetValue(_unit) ?? "kwh"];
        Medium medium = unit is MeterUnit.Litre or MeterUnit.CubicMetre ? Medium.Water : Medium.Electricity;
        try
        {
            ModbusRegister register = new(
                (byte)(parsed.GetValue(_function) ?? ModbusFunction.ReadHoldingRegisters),
                (int)(parsed.GetValue(_register) ?? 0),
                (int)(parsed.GetValue(_words) ?? 2),
                !parsed.GetValue(_lowFirst),
                (int)(parsed.GetValue(_decimals) ?? 0),
                unit);
            return Ask(parsed, medium, new ModbusMeter(number, register));
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new FormatException($"There is no such register: {e.ParamName} does not fit the rest.", e);
        }
    }

    private MeterQuestion Ask(ParseResult parsed, Medium medium, MeterProtocol protocol)
    {
        string name = parsed.GetValue(_protocol)!;
        bool isModbus = name == "modbus";
        LineParity parity = (parsed.GetValue(_parity) ?? (isModbus ? "none" : "even")) switch
        {
            "none" => LineParity.None,
            "even" => LineParity.Even,
            _ => LineParity.Odd,
        };
        int speed = (int)(parsed.GetValue(_speed) ?? (isModbus ? ModbusBitsPerSecond : UsualBitsPerSecond));
        return new MeterQuestion(
            name, parsed.GetValue(_address)!, medium, new SerialMeter(protocol, new LineSettings(speed, parity, 1)));
    }

    private static MeterAddress ParseAddress(string text, int byteCount)
    {
        return MeterAddress.Parse(text, byteCount)
            ?? throw new FormatException($"The address has {2 * byteCount} digits, or AA for any two, not '{text}'.");
    }

    private static void OneOf(Symbol symbol, IEnumerable<string> words)
    {
        void Check(SymbolResult result)
        {
            string? text = result.Tokens.SingleOrDefault()?.Value;
            if (text is not null && !words.Contains(text))
            {
                result.AddError($"{symbol.Name} must be {string.Join(" or ", words)}, not '{text}'.");
            }
        }

        if (symbol is Argument argument)
        {
            argument.Validators.Add(Check);
        }
        else if (symbol is Option option)
        {
            option.Validators.Add(Check);
        }
    }
}
