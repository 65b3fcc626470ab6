namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>What received bytes are to a conversation with a meter. Never renumber, only append; 0 is never valid.</summary>
public enum Finding : byte
{
    /// <summary>No frame starts here: go on with the next byte.</summary>
    NoFrame = 1,

    /// <summary>So far a frame: wait for more bytes.</summary>
    Incomplete = 2,

    /// <summary>A whole frame that does not answer what was asked: go on behind it.</summary>
    Stray = 3,

    /// <summary>A part of the answer: ask for the next.</summary>
    Part = 4,

    /// <summary>The answer, or its last part, for better or worse.</summary>
    Answer = 5,
}
