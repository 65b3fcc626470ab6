using System.Text.Json.Nodes;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Decoding;

/// <summary>
/// Decodes requests, replies and exceptions of Modbus RTU that read registers. What the registers mean is in the vendor's
/// table, not in the frame: their 16-bit words are shown.
/// </summary>
internal sealed class ModbusDecoder : FrameDecoder
{
    private const int RequestBytes = 8;
    private const int CrcBytes = 2;

    private static readonly string[] Exceptions =
    [
        "illegal function", "illegal data address", "illegal data value", "device failure", "acknowledge", "device busy",
    ];

    private readonly ModbusReply _reply = new();
    private bool _isRequest;

    public override string Protocol => "modbus";

    public override int ShortestFrameBytes => 5;

    protected override int FrameBytes => _isRequest ? RequestBytes : _reply.FrameBytes;

    protected override int SkipWakeUp(byte[] bytes, int at)
    {
        return at;
    }

    protected override FrameStatus Read(byte[] bytes, int at)
    {
        FrameStatus status = _reply.Read(bytes, at, bytes.Length - at);
        _isRequest = status != FrameStatus.Ok
            && bytes.Length - at >= RequestBytes
            && ModbusFunction.IsRead(bytes[at + 1])
            && Crc16.IsRight(bytes, at, RequestBytes);
        return _isRequest ? FrameStatus.Ok : status;
    }

    protected override JsonObject Describe(byte[] bytes, int at)
    {
        JsonObject frame = Right();
        frame["address"] = $"{bytes[at]}";
        frame["control"] = $"{bytes[at + 1]:X2}";
        frame["direction"] = _isRequest ? "request" : "reply";
        if (_isRequest)
        {
            frame["first_register"] = (bytes[at + 2] << 8) | bytes[at + 3];
            frame["register_count"] = (bytes[at + 4] << 8) | bytes[at + 5];
        }
        else if (_reply.IsException)
        {
            int code = _reply.ExceptionCode;
            string meaning = code >= 1 && code <= Exceptions.Length ? Exceptions[code - 1] : "unknown exception";
            frame["status"] = new JsonObject { ["hex"] = $"{code:X2}", ["meaning"] = new JsonArray(meaning) };
        }
        else
        {
            frame["words"] = new JsonArray([.. Enumerable.Range(0, _reply.DataCount / 2)
                .Select(i => JsonValue.Create(_reply.WordAt(i)))]);
        }

        return frame;
    }

    protected override string Explain(FrameStatus status, byte[] bytes, int at)
    {
        int rest = bytes.Length - at;
        return status switch
        {
            _ when rest == RequestBytes && ModbusFunction.IsRead(bytes[at + 1]) => ExplainCheck(bytes, at, RequestBytes),
            FrameStatus.BadChecksum => ExplainCheck(bytes, at, _reply.FrameBytes),
            FrameStatus.Incomplete when rest < ShortestFrameBytes =>
                $"{rest} bytes from byte {at + 1} on, but a frame has at least {ShortestFrameBytes}",
            FrameStatus.Incomplete =>
                $"byte {at + 3} says {bytes[at + 2]} data bytes, so the reply ends with byte {at + _reply.FrameBytes}, "
                + $"but there are only {bytes.Length} bytes",
            FrameStatus.BadLength =>
                $"byte {at + 3} says {bytes[at + 2]} data bytes, but registers have an even number of 2 to {ModbusReply.MaxDataBytes}",
            FrameStatus.UnknownFunction => $"byte {at + 2} is {bytes[at + 1]:X2}, but registers are read with 03 or 04",
            FrameStatus.Ok or FrameStatus.NoStart or FrameStatus.NoSecondStart or FrameStatus.BadEnd =>
                throw new ArgumentOutOfRangeException(nameof(status)),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    private static string ExplainCheck(byte[] bytes, int at, int count)
    {
        int crc = Crc16.Compute(bytes, at, count - CrcBytes);
        int end = at + count;
        return $"check in bytes {end - 1} and {end} is {bytes[end - 2]:X2}{bytes[end - 1]:X2}, "
            + $"but that of bytes {at + 1} to {end - CrcBytes} is {crc & 0xFF:X2}{crc >> 8:X2}";
    }
}
