using Wugang.Firmware.Core.Records;
using Wugang.Sim.Broker;

namespace Wugang.Sim.App;

/// <summary>Who may sign in to the broker, and what for (wire format, "Topics").</summary>
internal static class Accounts
{
    public const string Supervisor = "supervisor";
    public const string Dashboard = "dashboard";

    /// <summary>User names of everybody: one for each node, the supervisor, and one for dashboards.</summary>
    public static IEnumerable<string> UsersFor(IEnumerable<NodeId> nodes)
    {
        return [Dashboard, Supervisor, .. nodes.Select(node => node.Value)];
    }

    /// <summary>The accounts with their rules: a node only under its own topics, a dashboard only reads.</summary>
    public static IEnumerable<BrokerAccount> Make(IEnumerable<NodeId> nodes, IReadOnlyDictionary<string, string> passwords)
    {
        yield return new BrokerAccount(Dashboard, passwords[Dashboard], [], ["safety/v1/#", "supervised/v1/#", "homeassistant/#"]);
        yield return new BrokerAccount(
            Supervisor,
            passwords[Supervisor],
            ["safety/v1/+/+/+/ack", "safety/v1/+/+/+/cmd", "supervised/v1/#", "homeassistant/device/+/config"],
            ["safety/v1/#"]);
        foreach (NodeId node in nodes)
        {
            Topics topics = new(node);
            yield return new BrokerAccount(
                node.Value,
                passwords[node.Value],
                [topics.Journal, topics.State, topics.Online],
                [topics.Acknowledgement, topics.Command]);
        }
    }
}
