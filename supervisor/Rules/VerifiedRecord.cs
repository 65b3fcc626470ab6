using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>A record whose signature and place in the chain were checked.</summary>
/// <param name="Node">The node that said it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Boot">Boot count of the node.</param>
/// <param name="Sequence">Number in the journal; of a heartbeat, the journal's newest number.</param>
/// <param name="Heartbeat">A heartbeat's number within its boot; 0 for a record of the journal.</param>
/// <param name="Time">
/// The time of day as far as the node knew it; not known where it had not come yet when the record arrived: then the node's
/// clock was wrong.
/// </param>
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
    /// <summary>How far ahead of the supervisor's clock a record may be, beyond its own error bound, in milliseconds.</summary>
    public const long FutureToleranceMs = 60_000;

    /// <summary>What the data says, or null if it is not understood here.</summary>
    public RecordContent? Content { get; } = RecordContentReader.Read(Kind, Data);

    /// <summary>Whether it is a heartbeat that echoes a challenge which was given since the supervisor started: it was made after that.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Whether a record says a time that has not come.</summary>
    /// <param name="time">What it says.</param>
    /// <param name="receivedMs">When it arrived, milliseconds since 1970 UTC.</param>
    public static bool IsInFuture(ClockReading time, long receivedMs)
    {
        return time.UnixMs - time.ErrorMs > receivedMs + FutureToleranceMs;
    }

    /// <summary>Takes over what the reader shows of bytes that were checked.</summary>
    /// <param name="reader">Shows what the bytes say.</param>
    /// <param name="bytes">The record as received.</param>
    /// <param name="receivedMs">When it arrived, milliseconds since 1970 UTC.</param>
    public static VerifiedRecord From(RecordReader reader, byte[] bytes, long receivedMs)
    {
        return new VerifiedRecord(
            reader.Node.Value,
            reader.Kind,
            reader.Boot,
            reader.Sequence,
            reader.Heartbeat,
            IsInFuture(reader.Time, receivedMs) ? default : reader.Time,
            reader.UpMs,
            bytes,
            bytes.AsMemory(reader.DataStart, reader.DataCount));
    }
}
