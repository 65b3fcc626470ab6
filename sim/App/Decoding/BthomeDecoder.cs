using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.App.Decoding;

/// <summary>
/// Decodes BTHome v2: a whole advertisement, its service data, or what is behind the UUID. What a node refuses is not valid; what can
/// be told of it is told all the same.
/// </summary>
/// <param name="key">The sensor's key, 16 bytes; null where it has none.</param>
/// <param name="address">Its address, 6 bytes, as it is written; null where it has no key.</param>
internal sealed class BthomeDecoder(byte[]? key = null, byte[]? address = null) : ProtocolDecoder
{
    private const byte ServiceData = 0x16;
    private const int UuidBytes = 2;

    private readonly BthomeFrame _frame = new();
    private readonly BthomeObjects _objects = new();

    public override string Protocol => "bthome";

    // Shorter than any frame that has something to say; a field of flags is, and belongs to what follows it.
    public override int ShortestFrameBytes => 4;

    /// <inheritdoc/>
    public override IEnumerable<JsonObject> Decode(byte[] bytes)
    {
        byte[] data = FindServiceData(bytes);
        AdvertisementStatus status = _frame.Read(data, 0, data.Length);
        yield return status == AdvertisementStatus.Ok ? Describe(data)
            : status == AdvertisementStatus.Truncated ? Wrong($"{data.Length} bytes are too few")
            : Wrong($"device information {data[0]:X2} is not that of BTHome v2");
    }

    private static byte[] FindServiceData(byte[] bytes)
    {
        for (int at = 0; at < bytes.Length && at + bytes[at] < bytes.Length && bytes[at] > UuidBytes - 1; at += bytes[at] + 1)
        {
            if (bytes[at + 1] == ServiceData && StartsWithUuid(bytes.AsSpan(at + 2)))
            {
                return bytes[(at + 2 + UuidBytes)..(at + 1 + bytes[at])];
            }
        }

        return StartsWithUuid(bytes) ? bytes[UuidBytes..] : bytes;
    }

    private static bool StartsWithUuid(ReadOnlySpan<byte> bytes)
    {
        return bytes is [0xD2, 0xFC, _, ..];
    }

    private JsonObject Describe(byte[] data)
    {
        string? problem = _frame.IsEncrypted ? Open(data) : key is null ? null : "plain, although the sensor has a key";
        JsonObject frame = problem is null ? Right() : Wrong(problem);
        frame["encrypted"] = _frame.IsEncrypted;
        frame["triggered"] = _frame.IsTriggered;
        if (_frame.HasAddress)
        {
            frame["mac"] = string.Join(':', data[1..(1 + BthomeFrame.AddressBytes)].Reverse().Select(value => $"{value:X2}"));
        }

        if (_frame.IsEncrypted)
        {
            frame["counter"] = _frame.Counter;
        }

        if (problem is null || !_frame.IsEncrypted)
        {
            AddObjects(frame, data);
        }

        return frame;
    }

    /// <summary>Decrypts in place; or says why not.</summary>
    private string? Open(byte[] data)
    {
        if (key is null || address is null)
        {
            return "encrypted: --key and --mac are needed";
        }

        int behind = _frame.ObjectsIndex + _frame.ObjectBytes;
        byte[] nonce = [.. address, 0xD2, 0xFC, _frame.Info, .. data[behind..(behind + BthomeFrame.CounterBytes)]];
        return new AesCcm(new WorldCipher()).Open(key, nonce, data, _frame.ObjectsIndex, _frame.ObjectBytes, _frame.TagIndex)
            ? null
            : "the tag does not match: another key, another address, or changed bytes";
    }

    private void AddObjects(JsonObject frame, byte[] data)
    {
        JsonArray objects = [];
        string? problem = null;
        _objects.Restart(data, _frame.ObjectsIndex, _frame.ObjectBytes);
        while (_objects.MoveNext(out AdvertisementStatus status))
        {
            problem ??= Explain(status);
            if (_objects.Id == BthomeObject.PacketId)
            {
                frame["packet_id"] = _objects.Value;
            }
            else
            {
                objects.Add(DescribeObject(data.AsSpan(_objects.ValueIndex, _objects.ValueBytes)));
            }
        }

        problem ??= Explain(_objects.Check());
        if (problem is not null && frame["valid"]!.GetValue<bool>())
        {
            frame["valid"] = false;
            frame["error"] = problem;
        }

        frame["objects"] = objects;
    }

    private JsonObject DescribeObject(ReadOnlySpan<byte> value)
    {
        BthomeQuantity quantity = BthomeQuantity.Of(_objects.Id);
        return new JsonObject
        {
            ["name"] = quantity.Name,
            ["value"] = JsonSerializer.SerializeToNode(quantity.ToValue(_objects.Id, value)),
            ["unit"] = quantity.Unit,
        };
    }

    private string? Explain(AdvertisementStatus status)
    {
        return status == AdvertisementStatus.Ok ? null
            : status == AdvertisementStatus.UnknownObject ? $"object {_objects.Id:X2} is unknown; what follows cannot be told apart"
            : status == AdvertisementStatus.OutOfOrder ? $"object {_objects.Id:X2} is behind a higher one"
            : status == AdvertisementStatus.BadValue ? $"object {_objects.Id:X2} is neither 0 nor 1"
            : $"object {_objects.Id:X2} is truncated";
    }
}
