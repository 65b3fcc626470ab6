namespace Wugang.Sim.World.Meters;

/// <summary>What may go wrong with a meter, each with its rate. By default nothing does.</summary>
/// <remarks>
/// A rate is so many answers in a million. What happens to the register until the next answer happens right behind this
/// one: nobody could tell when.
/// </remarks>
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

    /// <summary>The register has gone back, by up to 10 kWh or 10 m³.</summary>
    public int TurnedBack { get; init; }

    /// <summary>The register stands still from now on, or, where it did, goes on.</summary>
    public int Stuck { get; init; }

    /// <summary>Another meter hangs in its place: same address, another register.</summary>
    public int Replaced { get; init; }
}
