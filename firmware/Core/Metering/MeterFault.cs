namespace Wugang.Firmware.Core.Metering;

/// <summary>What can be wrong with a meter that answers. On the wire: never renumber, only append; 0 is never valid.</summary>
public enum MeterFault : byte
{
    /// <summary>Its register went back, and not by passing its rollover.</summary>
    Backwards = 1,

    /// <summary>Its register grew faster than its largest rate.</summary>
    TooFast = 2,

    /// <summary>Its register stands still while the meter on the same supply counts.</summary>
    Stuck = 3,

    /// <summary>Another meter answers in its place: another address than before.</summary>
    Changed = 4,

    /// <summary>It counts in another unit than before, or in one that is not of its medium.</summary>
    Unit = 5,

    /// <summary>It and the meter on the same supply count differently.</summary>
    Drift = 6,

    /// <summary>Its battery is low.</summary>
    Battery = 7,
}
