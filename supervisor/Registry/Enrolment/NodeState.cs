namespace Wugang.Supervisor.Registry.Enrolment;

/// <summary>Whether a node is supervised. Stored by name.</summary>
public enum NodeState
{
    /// <summary>It is.</summary>
    Active = 1,

    /// <summary>Nothing in its name is believed for the time being; its facility is unknown meanwhile.</summary>
    Suspended = 2,

    /// <summary>It is no longer there. What it said stays in the ledger.</summary>
    Retired = 3,
}
