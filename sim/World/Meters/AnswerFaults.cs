namespace Wugang.Sim.World.Meters;

/// <summary>What may go wrong when a meter answers, each with its rate. By default nothing does.</summary>
/// <remarks>A rate is so many answers in a million.</remarks>
public sealed record AnswerFaults
{
    /// <summary>Every answer.</summary>
    public const int Always = SeededRandom.Million;

    /// <summary>A meter that answers as it should.</summary>
    public static AnswerFaults None { get; } = new();

    /// <summary>Nothing is answered.</summary>
    public int Silences { get; init; }

    /// <summary>The answer comes only when nobody waits for it any more.</summary>
    public int LateAnswers { get; init; }

    /// <summary>The frame ends before its end.</summary>
    public int TruncatedFrames { get; init; }

    /// <summary>The checksum does not match.</summary>
    public int WrongChecksums { get; init; }

    /// <summary>Bytes that mean nothing come right before the frame.</summary>
    public int NoiseBytes { get; init; }

    /// <summary>Somebody else speaks at the same time.</summary>
    public int Collisions { get; init; }

    /// <summary>A neighbour of the same make answers as well, with its own address and register, before or after.</summary>
    public int NeighbourAnswers { get; init; }
}
