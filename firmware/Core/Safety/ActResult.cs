namespace Wugang.Firmware.Core.Safety;

/// <summary>How an act ended. Never renumber, only append; 0 is never valid.</summary>
public enum ActResult : byte
{
    Done = 1,

    /// <summary>Zones that are open or faulty stand in the way, or the zone may not be bypassed.</summary>
    Refused = 2,

    /// <summary>There is no alarm, or none that sounds.</summary>
    NoAlarm = 3,

    /// <summary>The alarm of a zone that is active or faulty is kept.</summary>
    CauseStands = 4,

    /// <summary>It was so before.</summary>
    NoChange = 5,

    /// <summary>The command came too late.</summary>
    Expired = 6,

    /// <summary>The node does not know the time, so it cannot say whether the command came too late.</summary>
    TimeUnknown = 7,

    UnknownZone = 8,

    UnknownCommand = 9,

    /// <summary>The duration is not one that the act may have.</summary>
    BadDuration = 10,

    UnknownSensor = 11,
}
