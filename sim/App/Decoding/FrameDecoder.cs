using System.Text.Json.Nodes;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Decoding;

/// <summary>Finds the frames in bytes, and says of each what it holds, or what is wrong with it and where.</summary>
internal abstract class FrameDecoder
{
    /// <summary>Name of the protocol, as on the command line.</summary>
    public abstract string Protocol { get; }

    public abstract int ShortestFrameBytes { get; }

    /// <summary>Length of the frame that was read last, where it is whole.</summary>
    protected abstract int FrameBytes { get; }

    /// <summary>The decoder of this name, or null.</summary>
    public static FrameDecoder? Find(string protocol)
    {
        return protocol switch
        {
            "dlt645" => new Dlt645Decoder(),
            "cjt188" => new Cjt188Decoder(),
            "modbus" => new ModbusDecoder(),
            _ => null,
        };
    }

    /// <summary>One object for each frame, right or wrong, in order.</summary>
    public IEnumerable<JsonObject> Decode(byte[] bytes)
    {
        int at = SkipWakeUp(bytes, 0);
        if (at == bytes.Length)
        {
            yield return Wrong("there is no frame behind the wake-up bytes");
        }

        while (at < bytes.Length)
        {
            FrameStatus status = Read(bytes, at);
            if (status == FrameStatus.Ok)
            {
                yield return Describe(bytes, at);
                at += FrameBytes;
            }
            else
            {
                yield return Wrong(Explain(status, bytes, at));
                at = status == FrameStatus.BadChecksum ? at + FrameBytes : FindNext(bytes, at + 1);
            }

            at = SkipWakeUp(bytes, at);
        }
    }

    protected static string Hex(byte[] bytes, int offset, int count)
    {
        return Convert.ToHexString(bytes, offset, count);
    }

    /// <summary>The first byte behind wake-up bytes.</summary>
    protected abstract int SkipWakeUp(byte[] bytes, int at);

    protected abstract FrameStatus Read(byte[] bytes, int at);

    /// <summary>What the frame that was just read holds.</summary>
    protected abstract JsonObject Describe(byte[] bytes, int at);

    /// <summary>What is wrong, and where; bytes count from 1.</summary>
    protected abstract string Explain(FrameStatus status, byte[] bytes, int at);

    protected JsonObject Right()
    {
        return new JsonObject { ["valid"] = true, ["protocol"] = Protocol };
    }

    protected JsonObject Wrong(string error)
    {
        return new JsonObject { ["valid"] = false, ["protocol"] = Protocol, ["error"] = error };
    }

    private int FindNext(byte[] bytes, int at)
    {
        while (at < bytes.Length && Read(bytes, at) != FrameStatus.Ok)
        {
            at++;
        }

        return at;
    }
}
