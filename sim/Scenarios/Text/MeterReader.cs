using System.Globalization;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads the line of a node's meter: at a pulse output, on the node's serial line, or read by a radio sensor.</summary>
internal static class MeterReader
{
    private const string Beside = "beside=";
    private const string Any = "any";
    private const int Dlt645Digits = 12;
    private const int Cjt188Digits = 14;
    private const int MaxUnit = 247;
    private const byte ColdWater = 0x10;
    private const byte Gas = 0x30;
    private const long UsualRollover = 1_000_000_000;

    /// <summary>Reads what stands behind <c>meter</c>.</summary>
    /// <exception cref="SyntaxException">It is wrong.</exception>
    public static void Read(Words words, NodeSettings node)
    {
        string name = words.Take("the meter's name");
        if (!Ascii.IsName(name, Limits.MaxNameCharacters) || node.Meters.Any(meter => meter.Name == name))
        {
            throw new SyntaxException($"expected a name of a-z, 0-9 and _ that no other meter has, not '{name}'");
        }

        if (node.Meters.Length == Limits.MaxMeters)
        {
            throw new SyntaxException($"expected at most {Limits.MaxMeters} meters at a node");
        }

        string kind = words.TakeOneOf("electricity", "water", "gas", "dlt645", "cjt188", "modbus", "wireless");
        switch (kind)
        {
            case "electricity":
                int impulses = words.TakeInteger("impulses per kWh", 1, PulseConstant.MaxImpulsesPerKilowattHour);
                Wiring.Add(node, name, Medium.Electricity, PulseConstant.FromImpulsesPerKilowattHour(impulses));
                break;
            case "water":
            case "gas":
                int litres = words.TakeInteger("litres per impulse", 1, PulseConstant.MaxLitresPerImpulse);
                Wiring.Add(node, name, kind == "water" ? Medium.Water : Medium.Gas, PulseConstant.FromLitresPerImpulse(litres));
                break;
            case "dlt645":
                BusSettings power = new() { Protocol = MeterSource.Dlt645, Address = TakeAddress(words, Dlt645Digits) };
                Add(words, node, name, Medium.Electricity, power, UsualRollover);
                break;
            case "cjt188":
                Medium medium = TakeMedium(words, "water", "gas");
                BusSettings volume = new()
                {
                    Protocol = MeterSource.Cjt188,
                    Kind = medium == Medium.Gas ? Gas : ColdWater,
                    Address = TakeAddress(words, Cjt188Digits),
                };
                Add(words, node, name, medium, volume, UsualRollover);
                break;
            case "wireless":
                Wiring.AddWireless(node, name, TakeMedium(words, "electricity", "water", "gas"));
                break;
            default:
                ReadModbus(words, node, name);
                break;
        }
    }

    /// <summary>A register of two words with two decimals, as many vendors have it.</summary>
    private static void ReadModbus(Words words, NodeSettings node, string name)
    {
        Medium medium = TakeMedium(words, "electricity", "water", "gas");
        MeterUnit unit = medium == Medium.Electricity ? MeterUnit.KilowattHour : MeterUnit.CubicMetre;
        BusSettings bus = new()
        {
            Protocol = MeterSource.Modbus,
            Unit = words.TakeInteger("the meter's number", 1, MaxUnit),
            Row = new ModbusRow { Function = 3, Address = 0, WordCount = 2, DecimalCount = 2, Unit = unit },
        };
        Add(words, node, name, medium, bus, 0);
    }

    private static void Add(Words words, NodeSettings node, string name, Medium medium, BusSettings bus, long rollover)
    {
        bool hasPartner = words.Peek.StartsWith(Beside, StringComparison.Ordinal);
        string? beside = hasPartner ? words.Take(Beside)[Beside.Length..] : null;
        bool isThere = node.Meters.Any(meter => meter.Name == beside && meter.Bus is null && meter.Medium == medium);
        if (hasPartner && !isThere)
        {
            throw new SyntaxException($"expected a pulse meter of the same medium that stands before, not '{beside}'");
        }

        Wiring.Add(node, new MeterSettings(name, medium, bus) { RolloverAt = rollover, Beside = beside });
    }

    private static Medium TakeMedium(Words words, params string[] choices)
    {
        return words.TakeOneOf(choices) switch
        {
            "electricity" => Medium.Electricity,
            "water" => Medium.Water,
            _ => Medium.Gas,
        };
    }

    /// <summary>Takes an address, or <c>any</c> for whoever answers: null.</summary>
    private static string? TakeAddress(Words words, int digits)
    {
        string text = words.Take(string.Create(CultureInfo.InvariantCulture, $"an address of {digits} digits, or any"));
        bool isAddress = text.Length == digits && text.All(char.IsAsciiDigit);
        return text == Any ? null
            : isAddress ? text
            : throw new SyntaxException($"expected an address of {digits} digits, or any, not '{text}'");
    }
}
