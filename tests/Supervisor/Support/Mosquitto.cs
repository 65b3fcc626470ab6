using Wugang.Sim.App.Brokers;
using Wugang.Sim.Broker;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A real mosquitto, without which these tests say nothing.</summary>
internal static class Mosquitto
{
    /// <summary>One that keeps its files in a folder; it is not started yet.</summary>
    public static MosquittoBroker In(TempFolder folder, int port, IEnumerable<BrokerAccount> accounts)
    {
        MosquittoBroker? broker = MosquittoBroker.Find(folder.Root, port, [.. accounts]);
        Assert.IsNotNull(broker, "mosquitto is not installed: run bash tests/run, which installs it.");
        return broker;
    }
}
