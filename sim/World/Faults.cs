using Wugang.Sim.World.Meters;

namespace Wugang.Sim.World;

/// <summary>
/// What may go wrong in a world, each with its rate; all that happens derives from the world's seed. By default nothing
/// goes wrong that a person or a scenario did not do.
/// </summary>
/// <remarks>A rate is so many times in a million of what it says, or so many times a week.</remarks>
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

    /// <summary>Advertisements of radio sensors that are not heard, of a million.</summary>
    public int LostAdvertisements { get; init; }

    /// <summary>Advertisements that somebody records and replays within an hour, of a million.</summary>
    public int ReplayedAdvertisements { get; init; }

    /// <summary>Advertisements that somebody changes and sends as if they were newer, of a million.</summary>
    public int ForgedAdvertisements { get; init; }

    /// <summary>Floods of forged advertisements at one node a week, for seconds to minutes, up to a thousand a second.</summary>
    public int AirFloodsWeekly { get; init; }

    /// <summary>Losses of power of one node a week, for seconds to hours, at any instant.</summary>
    public int PowerCutsWeekly { get; init; }

    /// <summary>Losses of power of one node a week in the middle of a write.</summary>
    public int TornWritesWeekly { get; init; }

    /// <summary>Times a week that the flash of one node refuses to write, for seconds to minutes.</summary>
    public int FailingFlashWeekly { get; init; }

    /// <summary>Cuts of the path between one node and the broker a week, for seconds to hours.</summary>
    public int PathCutsWeekly { get; init; }

    /// <summary>Times a week that one node's time server lies, for hours, by minutes to years, or that its clock is set wrong.</summary>
    public int ClockLiesWeekly { get; init; }

    /// <summary>Stops of the broker a week, for seconds to an hour; every third loses its state.</summary>
    public int BrokerStopsWeekly { get; init; }

    /// <summary>Stops of the supervisor a week, for seconds to hours; every second comes between storing and acknowledging.</summary>
    public int SupervisorStopsWeekly { get; init; }

    /// <summary>Times a week that the supervisor's disk is full, for seconds to an hour.</summary>
    public int FullDisksWeekly { get; init; }

    /// <summary>What somebody does a week who reads and writes every topic of the broker, but has no node's key.</summary>
    public int AttacksWeekly { get; init; }
}
