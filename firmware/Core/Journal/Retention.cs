namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// How long a record is kept when the journal is full and nothing is confirmed: lower members make room first. Part of the
/// names of files on flash: never renumber, only append; 0 is never valid.
/// </summary>
public enum Retention : byte
{
    /// <summary>A meter's registers: cumulative, so that what goes costs detail and no consumption.</summary>
    Reading = 1,

    /// <summary>A zone that changed without an alarm: the traffic of the doors.</summary>
    Passage = 2,

    /// <summary>What proves protection, and who did what: boots, spans, protection, faults, commands, settings.</summary>
    Evidence = 3,

    /// <summary>Alarms, and the losses that explain gaps: never makes room.</summary>
    Kept = 4,
}
