using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Decoding;

/// <summary>Decodes CJ/T 188; the status is read from its lowest bits, as most vendors have it.</summary>
internal sealed class Cjt188Decoder() : SumFrameDecoder(Cjt188Frame.HeaderBytes, Cjt188Frame.MaxDataBytes)
{
    private readonly Cjt188Frame _frame = new();

    public override string Protocol => "cjt188";

    protected override int FrameBytes => _frame.FrameBytes;

    protected override FrameStatus Read(byte[] bytes, int at)
    {
        return _frame.Read(bytes, at, bytes.Length - at);
    }

    protected override JsonObject Describe(byte[] bytes, int at)
    {
        JsonObject frame = Right();
        frame["type"] = $"{_frame.Type:X2}";
        if (NameOfType(_frame.Type) is { } meter)
        {
            frame["meter"] = meter;
        }

        frame["address"] = MeterAddress.Format(bytes, _frame.AddressIndex, Cjt188Frame.AddressBytes);
        frame["control"] = $"{_frame.Control:X2}";
        frame["direction"] = _frame.IsReply ? "reply" : "request";
        if (_frame.IsReply && _frame.IsError)
        {
            frame["status"] = new JsonObject { ["hex"] = Hex(bytes, _frame.DataIndex, _frame.DataCount) };
            return frame;
        }

        if (!_frame.HasIdentifier)
        {
            AddData(frame, bytes, 0);
            return frame;
        }

        frame["identifier"] = $"{_frame.Identifier:X4}";
        frame["identifier_order"] = _frame.IsHighByteFirst ? "high_first" : "low_first";
        frame["sequence"] = $"{_frame.Sequence:X2}";
        return IsAmount ? DescribeAmount(frame, bytes) : AddData(frame, bytes, Cjt188Frame.DataHeaderBytes);
    }

    /// <summary>Whether the frame is the reply of a water or gas meter to a question of how much.</summary>
    private bool IsAmount => _frame.IsReply
        && _frame.Function == Cjt188Function.Read
        && Cjt188Type.IsVolume(_frame.Type)
        && (_frame.Identifier == Cjt188Amounts.MeteringData || IsHistory);

    private bool IsHistory => _frame.Identifier is >= Cjt188Amounts.FirstHistory and <= Cjt188Amounts.LastHistory;

    private JsonObject DescribeAmount(JsonObject frame, byte[] bytes)
    {
        int count = _frame.DataCount;
        if (IsHistory ? count != Cjt188Amounts.ShortDataBytes : !Cjt188Amounts.IsMeteringLength(count))
        {
            return Wrong($"a reply to {_frame.Identifier:X4} has not {count} data bytes");
        }

        int data = _frame.DataIndex;
        JsonArray registers = [];
        frame["quantity"] = IsHistory ? "volume at settlement" : "cumulative volume";
        if (IsHistory)
        {
            frame["settlements_ago"] = _frame.Identifier - Cjt188Amounts.FirstHistory + 1;
        }

        AddAmount(frame, registers, "value", "unit", bytes, data + Cjt188Amounts.CurrentIndex);
        if (count == Cjt188Amounts.FullDataBytes)
        {
            AddAmount(frame, registers, "settlement_value", "settlement_unit", bytes, data + Cjt188Amounts.SettlementIndex);
            frame["time"] = Cjt188Amounts.FormatTime(bytes, data + Cjt188Amounts.TimeIndex);
            frame["status"] = DescribeStatus(bytes, data + Cjt188Amounts.StatusIndex);
        }

        frame["registers"] = registers;
        return frame;
    }

    private static void AddAmount(JsonObject frame, JsonArray registers, string name, string unitName, byte[] bytes, int index)
    {
        byte unit = Cjt188Amounts.UnitOf(bytes, index);
        bool isDecimal = Cjt188Amounts.TryReadAmount(bytes, index, out MeterValue value);
        MeterUnit volume = Cjt188Units.FindVolume(unit);
        frame[name] = isDecimal ? value.ToString() : null;
        frame[unitName] = Cjt188Units.NameOf(unit) ?? $"unit {unit:X2}";
        registers.Add(isDecimal && volume != 0 && MeterUnits.TryToRegister(value, volume, out long register)
            ? JsonValue.Create(register)
            : null);
    }

    private static JsonObject DescribeStatus(byte[] bytes, int index)
    {
        Cjt188Status status = new(bytes[index], Cjt188StatusReading.LowBits);
        return new JsonObject
        {
            ["hex"] = Hex(bytes, index, 2),
            ["valve"] = status.Valve.ToString().ToLowerInvariant(),
            ["battery_low"] = status.IsBatteryLow,
        };
    }

    private JsonObject AddData(JsonObject frame, byte[] bytes, int from)
    {
        if (_frame.DataCount > from)
        {
            frame["data"] = Hex(bytes, _frame.DataIndex + from, _frame.DataCount - from);
        }

        return frame;
    }

    private static string? NameOfType(byte type)
    {
        return type switch
        {
            Cjt188Type.ColdWater => "cold water",
            Cjt188Type.HotWater => "hot water",
            Cjt188Type.DrinkingWater => "drinking water",
            Cjt188Type.ReclaimedWater => "reclaimed water",
            Cjt188Type.Heat => "heat",
            Cjt188Type.Cooling => "cooling",
            Cjt188Type.HeatAndCooling => "heat and cooling",
            Cjt188Type.Gas => "gas",
            Cjt188Type.Any => "any",
            _ => null,
        };
    }
}
