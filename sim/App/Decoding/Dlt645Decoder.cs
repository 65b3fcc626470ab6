using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Decoding;

/// <summary>Decodes DL/T 645-2007; frames of 1997 are named and their data shown as they are.</summary>
internal sealed class Dlt645Decoder() : SumFrameDecoder(Dlt645Frame.HeaderBytes, Dlt645Frame.MaxDataBytes)
{
    private const int Identifier1997Bytes = 2;

    private static readonly string[] ErrorBits =
    [
        "other error", "no such data", "not authorised", "speed cannot be changed", "too many year zones",
        "too many day periods", "too many tariffs",
    ];

    private readonly Dlt645Frame _frame = new();

    public override string Protocol => "dlt645";

    protected override int FrameBytes => _frame.FrameBytes;

    protected override FrameStatus Read(byte[] bytes, int at)
    {
        return _frame.Read(bytes, at, bytes.Length - at);
    }

    protected override JsonObject Describe(byte[] bytes, int at)
    {
        byte[] data = new byte[_frame.DataCount];
        _frame.CopyData(0, data.Length, data, 0);
        JsonObject frame = Right();
        frame["edition"] = _frame.IsEdition1997 ? "1997" : "2007";
        frame["address"] = MeterAddress.Format(bytes, _frame.AddressIndex, Dlt645Frame.AddressBytes);
        frame["control"] = $"{_frame.Control:X2}";
        frame["direction"] = _frame.IsReply ? "reply" : "request";
        if (_frame.IsReply && _frame.IsError)
        {
            frame["status"] = DescribeError(data);
        }
        else if (_frame.IsEdition1997 && data.Length >= Identifier1997Bytes)
        {
            frame["identifier"] = $"{data[1]:X2}{data[0]:X2}";
            AddData(frame, data, Identifier1997Bytes);
        }
        else if (_frame.Function is Dlt645Function.Read or Dlt645Function.ReadNext && data.Length >= Dlt645Frame.IdentifierBytes)
        {
            return DescribeQuantity(frame, data);
        }
        else if (_frame.Function == Dlt645Function.ReadAddress && data.Length == Dlt645Frame.AddressBytes)
        {
            frame["quantity"] = "address";
            frame["value"] = MeterAddress.Format(data, 0, data.Length);
        }
        else
        {
            AddData(frame, data, 0);
        }

        return frame;
    }

    private JsonObject DescribeQuantity(JsonObject frame, byte[] data)
    {
        uint identifier = _frame.Identifier;
        Dlt645Quantity? quantity = Dlt645Quantities.Find(identifier);
        frame["identifier"] = $"{identifier:X8}";
        if (quantity is not null)
        {
            frame["quantity"] = quantity.NameOf(identifier);
        }

        bool isPart = _frame.HasMore || _frame.Function == Dlt645Function.ReadNext;
        if (isPart)
        {
            frame["more"] = _frame.HasMore;
        }

        int valueBytes = data.Length - Dlt645Frame.IdentifierBytes;
        int count = quantity?.CountValues(identifier, valueBytes) ?? 0;
        if (!_frame.IsReply || isPart || quantity is null)
        {
            AddData(frame, data, Dlt645Frame.IdentifierBytes);
            return frame;
        }

        if (count == 0)
        {
            return Wrong($"{quantity.NameOf(identifier)} ({identifier:X8}) has values of {quantity.ValueBytes} bytes, "
                + $"but there are {valueBytes} bytes");
        }

        AddValues(frame, quantity, identifier, data, count);
        return frame;
    }

    private static void AddValues(JsonObject frame, Dlt645Quantity quantity, uint identifier, byte[] data, int count)
    {
        string?[] values = [.. Enumerable.Range(0, count)
            .Select(i => quantity.Format(data, Dlt645Frame.IdentifierBytes + (i * quantity.ValueBytes)))];
        if (quantity.Form is Dlt645Form.Date or Dlt645Form.Time)
        {
            frame["time"] = values[0];
        }
        else if (quantity.Form == Dlt645Form.Bits)
        {
            frame["status"] = new JsonObject { ["hex"] = values[0] };
        }
        else if (quantity.IsBlock(identifier))
        {
            frame["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
        else
        {
            frame["value"] = values[0];
        }

        if (quantity.Unit.Length > 0)
        {
            frame["unit"] = quantity.Unit;
        }

        if (Dlt645Quantities.FindEnergy(identifier) is not null)
        {
            frame["registers"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => ToRegister(quantity, data, i))]);
        }
    }

    /// <summary>The register in Wh; null where the digits are none, or negative.</summary>
    private static JsonValue? ToRegister(Dlt645Quantity quantity, byte[] data, int index)
    {
        int at = Dlt645Frame.IdentifierBytes + (index * quantity.ValueBytes);
        bool isSigned = quantity.Form == Dlt645Form.SignedNumber;
        return MeterValue.TryReadBcd(data, at, quantity.ValueBytes, quantity.DecimalCount, isSigned, out MeterValue value)
            && MeterUnits.TryToRegister(value, MeterUnit.KilowattHour, out long register)
                ? JsonValue.Create(register)
                : null;
    }

    private static JsonObject DescribeError(byte[] data)
    {
        JsonObject status = new() { ["hex"] = Convert.ToHexString(data) };
        if (data.Length == 1)
        {
            status["meaning"] = new JsonArray([.. ErrorBits
                .Where((_, bit) => (data[0] & (1 << bit)) != 0)
                .Select(text => JsonValue.Create(text))]);
        }

        return status;
    }

    private static void AddData(JsonObject frame, byte[] data, int from)
    {
        if (data.Length > from)
        {
            frame["data"] = Hex(data, from, data.Length - from);
        }
    }
}
