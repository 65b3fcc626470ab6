using Wugang.Supervisor.Rules.Configurations;

namespace Wugang.Supervisor.Rules.Contents;

/// <summary>What a record's <c>data</c> says: exactly one of the nested cases, one for each kind that is understood here.</summary>
public abstract record RecordContent
{
    private RecordContent()
    {
    }

    /// <summary>The zone or meter that the record is about, or null.</summary>
    public virtual string? Subject => null;

    /// <summary>Kind <c>boot</c>: the node started.</summary>
    /// <param name="Protection">The protection state it goes on with.</param>
    /// <param name="ZoneTypes">Its zones, type by name.</param>
    /// <param name="MeterSources">Its meters, source by name.</param>
    /// <param name="Configuration">What it runs with, or null where it does not say.</param>
    public sealed record Started(
        string Protection,
        IReadOnlyDictionary<string, string> ZoneTypes,
        IReadOnlyDictionary<string, string> MeterSources,
        ConfigurationInForce? Configuration) : RecordContent;

    /// <summary>Kind <c>config</c>: a configuration came or went.</summary>
    /// <param name="Result"><c>accepted</c>, <c>refused</c>, <c>confirmed</c> or <c>given_up</c>.</param>
    /// <param name="Version">Of the configuration that it is about, or null where it was refused.</param>
    /// <param name="Id">Number of the update, or 0.</param>
    /// <param name="Who">The person who sent it; empty where nobody did.</param>
    /// <param name="Errors">What is wrong with it, where it was refused.</param>
    public sealed record Configured(string Result, int? Version, long Id, string Who, IReadOnlyList<string> Errors) : RecordContent;

    /// <summary>Kind <c>zone</c>: a zone's condition changed, or it raised an alarm.</summary>
    /// <param name="Zone">Its name.</param>
    /// <param name="Type">Its type on the wire.</param>
    /// <param name="State">Its condition.</param>
    /// <param name="Cause">The cause of the alarm that this record raises, or null.</param>
    /// <param name="InputToSirenMs">From the first edge to the siren, in milliseconds; 0 where no alarm is raised.</param>
    public sealed record ZoneChanged(string Zone, string Type, ZoneState State, string? Cause, long InputToSirenMs) : RecordContent
    {
        public override string Subject => Zone;
    }

    /// <summary>Kind <c>protection</c>: the protection state or a bypass changed.</summary>
    /// <param name="To">The state from now on.</param>
    /// <param name="By">What asked: <c>key</c>, <c>command</c>, <c>schedule</c>, <c>timer</c>, <c>start</c>.</param>
    /// <param name="Who">The person a command names; may be empty.</param>
    /// <param name="Reason">Free text; may be empty.</param>
    /// <param name="Bypassed">The zones that are bypassed from now on.</param>
    public sealed record ProtectionChanged(string To, string By, string Who, string Reason, IReadOnlyList<string> Bypassed)
        : RecordContent;

    /// <summary>Kind <c>fault</c>: something other than a zone failed or recovered.</summary>
    /// <param name="Fault">Its word, e.g. <c>mains</c>.</param>
    /// <param name="HasBegun">Whether it failed just now; else it recovered.</param>
    public sealed record FaultChanged(string Fault, bool HasBegun) : RecordContent;

    /// <summary>Kind <c>command</c>: an act and how it ended.</summary>
    /// <param name="Command">Its word.</param>
    /// <param name="Result">How it ended.</param>
    /// <param name="Id">Number of the signed command that asked for it, or 0.</param>
    public sealed record Acted(string Command, string Result, long Id) : RecordContent;

    /// <summary>Kind <c>fault</c> of a meter: what it says is not plausible, or is again.</summary>
    /// <param name="Meter">Its name.</param>
    /// <param name="Fault">Its word, e.g. <c>meter_stuck</c>.</param>
    /// <param name="HasBegun">Whether it began just now; else it ended.</param>
    public sealed record MeterFaultChanged(string Meter, string Fault, bool HasBegun) : RecordContent;

    /// <summary>Kind <c>fault</c> of a radio sensor: its battery is low, or good again.</summary>
    /// <param name="Sensor">Its name.</param>
    /// <param name="HasBegun">Whether it began just now; else it ended.</param>
    public sealed record SensorFaultChanged(string Sensor, bool HasBegun) : RecordContent;

    /// <summary>What a heartbeat tells of one radio sensor.</summary>
    /// <param name="Sensor">Its name.</param>
    /// <param name="BatteryPercent">Charge of its battery; null where it has not said.</param>
    /// <param name="IsBatteryLow">Whether the battery is low.</param>
    /// <param name="HeardS">Seconds since something of it was believed; null for not since the start.</param>
    /// <param name="SignalDbm">How strongly it was heard; null where it was not.</param>
    /// <param name="Refused">What was not believed since the start, by reason.</param>
    public sealed record Sensed(
        string Sensor,
        int? BatteryPercent,
        bool IsBatteryLow,
        long? HeardS,
        int? SignalDbm,
        IReadOnlyDictionary<string, long> Refused) : RecordContent;

    /// <summary>Kind <c>meter</c>: a meter was read, or was not.</summary>
    /// <param name="Meter">Its name.</param>
    /// <param name="Medium">What it measures.</param>
    /// <param name="Status"><c>ok</c>, <c>suspect</c>, or why it was not read.</param>
    /// <param name="Register">The cumulative register in <paramref name="Unit"/>; null where it was not read.</param>
    /// <param name="Unit"><c>wh</c> or <c>l</c>.</param>
    /// <param name="AgeMs">How old the reading was when the record was made, in milliseconds.</param>
    public sealed record Metered(string Meter, string Medium, string Status, long? Register, string Unit, long AgeMs)
        : RecordContent
    {
        public override string Subject => Meter;

        /// <summary>Length of an interval, in seconds.</summary>
        public required int IntervalS { get; init; }

        /// <summary>
        /// By how much the register grew from each interval end before the reading at which the meter was read to the one
        /// behind it, going back.
        /// </summary>
        public IReadOnlyList<long> Earlier { get; init; } = [];

        /// <summary>At which of the interval ends before the meter was not read: 1 for the one before, 2, …</summary>
        public IReadOnlyList<int> Missed { get; init; } = [];

        /// <summary>Boot in which it was read, or was not; 0 for that of the record.</summary>
        public long OfBoot { get; init; }

        /// <summary>When that was, in milliseconds since the start of <see cref="OfBoot"/>.</summary>
        public long OfUpMs { get; init; }
    }

    /// <summary>Kind <c>span</c>: protection was the same for a stretch of time.</summary>
    /// <param name="OfBoot">The boot it speaks of.</param>
    /// <param name="FromUpMs">First millisecond since the start of that boot.</param>
    /// <param name="ToUpMs">The millisecond after the last.</param>
    /// <param name="ToUnixMs">Time of day at its end as the node knew it, milliseconds since 1970 UTC; 0 where it did not.</param>
    /// <param name="Claim">What the node says of that stretch.</param>
    public sealed record Held(long OfBoot, long FromUpMs, long ToUpMs, long ToUnixMs, Verdict Claim) : RecordContent;

    /// <summary>Kind <c>heartbeat</c>: how things are now.</summary>
    /// <param name="IntervalS">Seconds to the next.</param>
    /// <param name="Protection">The protection state.</param>
    /// <param name="Claim">Whether the node counts as protected by its own word.</param>
    /// <param name="IsSirenSounding">Whether the siren sounds.</param>
    /// <param name="InputToPublishMs">Of the newest alarm since boot, first edge to hand-over of its record, in milliseconds; or null.</param>
    /// <param name="Storage"><c>ok</c>, <c>full</c> or <c>failed</c>.</param>
    public sealed record Beat(
        int IntervalS,
        string Protection,
        Verdict Claim,
        bool IsSirenSounding,
        long? InputToPublishMs,
        string Storage) : RecordContent
    {
        public required IReadOnlyList<string> Active { get; init; }

        public required IReadOnlyList<string> Alarms { get; init; }

        public required IReadOnlyList<string> Bypassed { get; init; }

        /// <summary>One of the radio sensors, in turn; null where there is none, or no room.</summary>
        public Sensed? Sensor { get; init; }

        /// <summary>Each <c>word</c> or <c>word:zone</c>.</summary>
        public required IReadOnlyList<string> Faults { get; init; }
    }

    /// <summary>A kind that changes nothing here: <c>loss</c>.</summary>
    public sealed record Noted : RecordContent;
}
