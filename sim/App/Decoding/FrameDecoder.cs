using System.Text.Json.Nodes;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Decoding;

/// <summary>Finds the frames of meters in bytes.</summary>
internal abstract class FrameDecoder : ProtocolDecoder
{
    /// <summary>Length of the frame that was read last, where it is whole.</summary>
    protected abstract int FrameBytes { get; }

    /// <inheritdoc/>
    public override IEnumerable<JsonObject> Decode(byte[] bytes)
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

    /// <summary>The first byte behind wake-up bytes.</summary>
    protected abstract int SkipWakeUp(byte[] bytes, int at);

    protected abstract FrameStatus Read(byte[] bytes, int at);

    /// <summary>What the frame that was just read holds.</summary>
    protected abstract JsonObject Describe(byte[] bytes, int at);

    /// <summary>What is wrong, and where; bytes count from 1.</summary>
    protected abstract string Explain(FrameStatus status, byte[] bytes, int at);

    private int FindNext(byte[] bytes, int at)
    {
        while (at < bytes.Length && Read(bytes, at) != FrameStatus.Ok)
        {
            at++;
        }

        return at;
    }
}
