namespace Wugang.Sim.App;

/// <summary>What the command line says.</summary>
/// <param name="MqttPort">TCP port of the embedded broker.</param>
/// <param name="HttpPort">TCP port of the pages.</param>
/// <param name="Seconds">Stop by itself after so many seconds, or null.</param>
/// <param name="Broker">Host and port of an outside broker, or null for the embedded one.</param>
/// <param name="Cluster">The PostgreSQL database that several supervisors share, or null for this one alone.</param>
/// <param name="DataFolder">Folder of keys, accounts, flash drives and ledger.</param>
/// <param name="KeepsHours">The facility is open in its registered hours only, not whatever the time of day.</param>
/// <param name="HasFreshNode">There is one more node, fresh out of its box, for somebody to set up.</param>
/// <param name="HasPast">A new data folder gets the weeks before it, simulated.</param>
internal sealed record AppOptions(
    int MqttPort,
    int HttpPort,
    int? Seconds,
    OutsideBroker? Broker,
    string? Cluster,
    string DataFolder,
    bool KeepsHours,
    bool HasFreshNode,
    bool HasPast)
{
    /// <summary>The nodes of the facility.</summary>
    public IReadOnlyList<NodeFile> Nodes => HasFreshNode ? [.. Kindergarten.Nodes, Kindergarten.FreshNode] : Kindergarten.Nodes;
}

/// <summary>A broker that somebody else runs.</summary>
internal sealed record OutsideBroker(string Host, int Port);
