using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;
using Wugang.Sim.World.Network;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>All there is in a scenario: its time, its nodes, the broker and the supervisor.</summary>
public sealed class ScenarioWorld
{
    /// <param name="scenario">Who is there.</param>
    /// <param name="seed">Everything that is random derives from it.</param>
    /// <param name="faults">What may go wrong by itself.</param>
    /// <param name="output">Where the trace is written, or null.</param>
    internal ScenarioWorld(Scenario scenario, long seed, Faults faults, TextWriter? output)
    {
        Time = new VirtualTime(scenario.StartMs);
        Trace = new Trace(Time, output);
        Broker = new WorldBroker();
        Nodes = [.. scenario.Nodes.Select(settings =>
            new ScenarioNode(Time, Broker, settings, faults, seed, Trace))];
        Supervisor = new WorldSupervisor(Time, Broker, Enrol(scenario.Nodes), seed, Trace);
        Broker.Published += (_, bytes) => Trace.AddBytes(bytes);
    }

    public VirtualTime Time { get; }

    public Trace Trace { get; }

    public WorldBroker Broker { get; }

    public IReadOnlyList<ScenarioNode> Nodes { get; }

    public WorldSupervisor Supervisor { get; }

    /// <summary>The node with these two digits.</summary>
    public ScenarioNode Node(string number)
    {
        return Nodes.Single(node => node.Number == number);
    }

    /// <summary>The zone of this name, whichever node it hangs on.</summary>
    public WorldZone Zone(string name)
    {
        return Nodes.SelectMany(node => node.World.Zones).Single(zone => zone.Name == name);
    }

    /// <summary>The node that a zone hangs on.</summary>
    public ScenarioNode NodeOf(string zone)
    {
        return Nodes.Single(node => node.World.Zones.Any(candidate => candidate.Name == zone));
    }

    private static IReadOnlyList<EnrolledFacility> Enrol(IReadOnlyList<NodeSettings> nodes)
    {
        BilingualName name = new("情景", "Scenario");
        return
        [
            .. nodes.GroupBy(settings => settings.Node.FacilityId).Select(facility => new EnrolledFacility(
                facility.Key,
                name,
                new EnrolledTownship(facility.First().Node.Township, name),
                [
                    .. facility.Select(settings => new EnrolledNode(
                        settings.Node, name, [KeyOf(settings)])),
                ])),
        ];
    }

    private static NodeKey KeyOf(NodeSettings node)
    {
        NodeKeys keys = Wiring.KeysOf(node);
        return new NodeKey(keys.KeyId, keys.KeySecret, new SystemMac());
    }
}
