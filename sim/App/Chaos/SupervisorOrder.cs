using Wugang.Supervisor.Server;

namespace Wugang.Sim.App.Chaos;

/// <summary>What a supervisor in a process of its own is told at its start, as one line of JSON.</summary>
/// <param name="DataFolder">Folder of the ledger and the supervisor's own key.</param>
/// <param name="BrokerPort">TCP port of the broker on 127.0.0.1.</param>
/// <param name="BrokerPassword">The supervisor's password there.</param>
/// <param name="Keys">The key of each node.</param>
internal sealed record SupervisorOrder(
    string DataFolder, int BrokerPort, string BrokerPassword, IReadOnlyDictionary<string, StoredKey> Keys)
{
    /// <summary>The options of the supervisor; its HTTP port comes from the operating system.</summary>
    public SupervisorOptions ToOptions()
    {
        return new SupervisorOptions
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = BrokerPort,
            BrokerUser = Accounts.Supervisor,
            BrokerPassword = BrokerPassword,
            HttpPort = 0,
            DataFolder = DataFolder,
            Facilities = [Kindergarten.Enrol(Kindergarten.Nodes, Keys)],
        };
    }
}
