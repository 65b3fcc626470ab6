namespace Wugang.Supervisor.Registry.People;

/// <summary>What somebody may do in an area.</summary>
public enum Right
{
    /// <summary>See facilities, nodes, alerts and bills.</summary>
    Read = 1,

    /// <summary>Command nodes; acknowledge and close alerts.</summary>
    Operate = 2,

    /// <summary>Change the configuration of nodes and what is known of a facility.</summary>
    Configure = 3,

    /// <summary>Change who is supervised, with which keys, and who may sign in.</summary>
    Administrate = 4,

    /// <summary>Read the audit log.</summary>
    ReadAudit = 5,
}
