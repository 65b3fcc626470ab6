namespace Wugang.Supervisor.Rules;

/// <summary>The condition of a zone.</summary>
public enum ZoneState
{
    /// <summary>The node has not said since it started.</summary>
    Unknown,
    Normal,
    Active,

    /// <summary>Fault: the loop is open.</summary>
    Cut,

    /// <summary>Fault: the loop is shorted.</summary>
    Short,

    /// <summary>Fault: a resistance that is none of the loop's.</summary>
    Drift,

    /// <summary>Fault: a radio sensor is not heard of.</summary>
    Silent,
}
