namespace Wugang.Supervisor.Registry.Enrolment;

/// <summary>What a node's key is good for. Stored by name.</summary>
public enum KeyState
{
    /// <summary>The node's signatures with it are believed.</summary>
    Accepted = 1,

    /// <summary>They are, and the supervisor signs with it what it says to the node.</summary>
    InUse = 2,

    /// <summary>They are no longer believed.</summary>
    Retired = 3,
}
