namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>
/// What is asked of one meter, and what bytes answer it. A <see cref="SerialLine"/> does the waiting; a protocol knows
/// no time.
/// </summary>
public abstract class MeterProtocol
{
    private const int UsualReplyTimeoutMs = 600;
    private const int UsualByteTimeoutMs = 500;

    /// <summary>Longest wait for the first byte of a reply, in milliseconds: what the meter may take, and a little.</summary>
    public virtual int ReplyTimeoutMs
    {
        get { return UsualReplyTimeoutMs; }
    }

    /// <summary>Longest pause between two bytes of a reply, in milliseconds.</summary>
    public virtual int ByteTimeoutMs
    {
        get { return UsualByteTimeoutMs; }
    }

    /// <summary>Length of the frame that was examined last; only after Stray, Part and Answer.</summary>
    public abstract int FrameBytes { get; }

    /// <summary>What came of what was examined last; NoAnswer where it says nothing about the meter.</summary>
    public ReadingStatus Status { get; protected set; } = ReadingStatus.NoAnswer;

    /// <summary>Begins a read, or begins it again.</summary>
    /// <param name="attempt">0 at first, then 1, 2, …</param>
    public abstract void Begin(int attempt);

    /// <summary>Writes what is to be asked next, from the start of the target on.</summary>
    /// <returns>How many bytes; at most <see cref="Core.Limits.MaxSerialFrameBytes"/>.</returns>
    public abstract int WriteRequest(byte[] target);

    /// <summary>Says what the bytes from the offset on are. Looks at nothing before or behind them, and never throws.</summary>
    public Finding Examine(byte[] buffer, int offset, int count)
    {
        FrameStatus frame = ReadFrame(buffer, offset, count);
        if (frame == FrameStatus.Incomplete)
        {
            return Finding.Incomplete;
        }

        if (frame != FrameStatus.Ok)
        {
            Status = frame == FrameStatus.BadChecksum ? ReadingStatus.BadChecksum : ReadingStatus.Malformed;
            return Finding.NoFrame;
        }

        Status = Compare(buffer);
        return Status == ReadingStatus.Ok ? Take(buffer)
            : Status == ReadingStatus.MeterError ? Finding.Answer
            : Finding.Stray;
    }

    /// <summary>The reading, once an answer was found.</summary>
    public abstract MeterReading ToReading(long atMs);

    /// <summary>Whether the bytes from the offset on are a frame of the protocol.</summary>
    protected abstract FrameStatus ReadFrame(byte[] buffer, int offset, int count);

    /// <summary>Whether the frame that was just read answers what was asked: Ok, MeterError, or why it does not.</summary>
    protected abstract ReadingStatus Compare(byte[] buffer);

    /// <summary>Takes what an answer says, and sets the status where that is not good.</summary>
    protected abstract Finding Take(byte[] buffer);
}
