using Wugang.Sim.World.Meters;

namespace Wugang.Sim.World;

/// <summary>
/// What may go wrong in a world, each with its rate; all that happens derives from the world's seed. By default nothing
/// goes wrong that a person or a scenario did not do.
/// </summary>
/// <remarks>A rate is so many times in a million of what it says.</remarks>
public sealed record Faults
{
    /// <summary>A world without faults of its own.</summary>
    public static Faults None { get; } = new();

    /// <summary>Longest time in which a contact bounces when it changes, in milliseconds.</summary>
    public int BounceMaxMs { get; init; }

    /// <summary>Edges whose interrupt does not come, of a million: only polling sees the level.</summary>
    public int MissedEdges { get; init; }

    /// <summary>Largest error of an analog reading, in counts.</summary>
    public int AnalogNoiseCounts { get; init; }

    /// <summary>Most that a message takes above the usual latency, in milliseconds.</summary>
    public int ExtraLatencyMaxMs { get; init; }

    /// <summary>Messages that the client repeats although they arrived, of a million.</summary>
    public int RepeatedMessages { get; init; }

    /// <summary>Messages that the client gives up, of a million.</summary>
    public int LostMessages { get; init; }

    /// <summary>Attempts to connect that stop the whole board for seconds, of a million.</summary>
    public int StalledConnects { get; init; }

    /// <summary>Appends to a file that fail and say so, of a million.</summary>
    public int FailedAppends { get; init; }

    /// <summary>Appends after which one stored bit of any file is turned over, of a million.</summary>
    public int RottenBits { get; init; }

    /// <summary>Largest error of a board's oscillator, in parts per million.</summary>
    public int OscillatorErrorPpm { get; init; }

    /// <summary>Largest error of the time of day that SNTP gives, in milliseconds.</summary>
    public int TimeErrorMaxMs { get; init; }

    /// <summary>What goes wrong when meters on a serial line answer.</summary>
    public AnswerFaults MeterAnswers { get; init; } = AnswerFaults.None;

    /// <summary>Pulses of a meter that bounce and so count twice, of a million.</summary>
    public int BouncingPulses { get; init; }
}
