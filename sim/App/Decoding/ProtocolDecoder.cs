using System.Text.Json.Nodes;

namespace Wugang.Sim.App.Decoding;

/// <summary>Says of bytes what they hold, or what is wrong with them and where.</summary>
internal abstract class ProtocolDecoder
{
    /// <summary>Name of the protocol, as on the command line.</summary>
    public abstract string Protocol { get; }

    public abstract int ShortestFrameBytes { get; }

    /// <summary>One object for each frame, right or wrong, in order.</summary>
    public abstract IEnumerable<JsonObject> Decode(byte[] bytes);

    protected static string Hex(byte[] bytes, int offset, int count)
    {
        return Convert.ToHexString(bytes, offset, count);
    }

    protected JsonObject Right()
    {
        return new JsonObject { ["valid"] = true, ["protocol"] = Protocol };
    }

    protected JsonObject Wrong(string error)
    {
        return new JsonObject { ["valid"] = false, ["protocol"] = Protocol, ["error"] = error };
    }
}
