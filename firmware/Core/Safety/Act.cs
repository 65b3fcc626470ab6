namespace Wugang.Firmware.Core.Safety;

/// <summary>What somebody may ask of a node. Never renumber, only append; 0 is never valid.</summary>
public enum Act : byte
{
    /// <summary>Go to <c>full</c>, unless a zone stands in the way.</summary>
    Set = 1,

    /// <summary>Go to <c>full</c> and bypass what stands in the way.</summary>
    SetForced = 2,

    /// <summary>Leave <c>full</c> or a test for <c>day</c>.</summary>
    Unset = 3,

    /// <summary>Silence the siren for a test of the zones.</summary>
    Test = 4,

    /// <summary>Go back to the state before the test.</summary>
    EndTest = 5,

    /// <summary>Stop the siren for the alarms that are held; they stay.</summary>
    Silence = 6,

    /// <summary>Let alarms go whose cause is gone.</summary>
    Reset = 7,

    /// <summary>Do not watch one zone for a time.</summary>
    Bypass = 8,

    /// <summary>Watch the zone again.</summary>
    EndBypass = 9,

    /// <summary>Take whatever counter a radio sensor sends next: its battery was changed.</summary>
    Pair = 10,
}
