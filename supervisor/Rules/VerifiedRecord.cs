using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>A record whose signature and place in the chain were checked.</summary>
/// <param name="Node">The node that said it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Boot">Boot count of the node.</param>
/// <param name="Sequence">Number in the journal; of a heartbeat, the journal's newest number.</param>
/// <param name="Heartbeat">A heartbeat's number within its boot; 0 for a record of the journal.</param>
/// <param name="Time">The time of day as far as the node knew it.</param>
/// <param name="UpMs">Milliseconds since the node's boot.</param>
/// <param name="Bytes">The record as received.</param>
/// <param name="Data">Its <c>data</c> object.</param>
public sealed record VerifiedRecord(
    string Node,
    RecordKind Kind,
    long Boot,
    long Sequence,
    long Heartbeat,
    ClockReading Time,
    long UpMs,
    byte[] Bytes,
    ReadOnlyMemory<byte> Data)
{
    /// <summary>What the data says, or null if it is not understood here.</summary>
    public RecordContent? Content { get; } = RecordContentReader.Read(Kind, Data);

    /// <summary>Takes over what the reader shows of bytes that were checked.</summary>
    public static VerifiedRecord From(RecordReader reader, byte[] bytes)
    {
        return new VerifiedRecord(
            reader.Node.Value,
            reader.Kind,
            reader.Boot,
            reader.Sequence,
            reader.Heartbeat,
            reader.Time,
            reader.UpMs,
            bytes,
            bytes.AsMemory(reader.DataStart, reader.DataCount));
    }
}
