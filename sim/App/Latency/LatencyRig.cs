using System.Text;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Broker;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App.Latency;

/// <summary>
/// What latency is measured on: one virtual board with real threads, a real broker behind a wire that can be cut, and the
/// supervisor, all in a folder of its own that goes with it.
/// </summary>
internal sealed class LatencyRig : IAsyncDisposable
{
    /// <summary>Doors beside the panic button, which make the records that are resent.</summary>
    public const int DoorCount = 8;

    private const string PanicName = "panic";
    private const string NodeName = "410481001-0007-01";
    private static readonly BilingualName Nameless = new("测量", "Measurement");

    private readonly DataFolder _data;
    private readonly EmbeddedBroker _broker;
    private readonly WebApplication _supervisor;

    private LatencyRig(
        DataFolder data, EmbeddedBroker broker, LinkRelay link, WebApplication supervisor, VirtualNode node, LatencyObserver observer)
    {
        _data = data;
        _broker = broker;
        Link = link;
        _supervisor = supervisor;
        Node = node;
        Observer = observer;
    }

    /// <summary>The wire between the node and the broker.</summary>
    public LinkRelay Link { get; }

    public VirtualNode Node { get; }

    /// <summary>Sees what passes the broker.</summary>
    public LatencyObserver Observer { get; }

    public ZoneWire Panic => Node.Zones[^1];

    /// <summary>Starts everything and gives the board power.</summary>
    public static async Task<LatencyRig> StartAsync()
    {
        DataFolder data = DataFolder.Open(Directory.CreateTempSubdirectory("latency-").FullName);
        NodeId id = NodeId.Parse(NodeName);
        StoredKey key = data.OpenKeys([NodeName])[NodeName];
        IReadOnlyDictionary<string, string> passwords = data.OpenAccounts(Accounts.UsersFor([id]));
        int brokerPort = LoopbackPort.FindFree();
        EmbeddedBroker broker = await EmbeddedBroker.StartAsync(brokerPort, Accounts.Make([id], passwords));
        LinkRelay link = new(brokerPort);
        NodeAccess access = new("127.0.0.1", link.Port, passwords[NodeName], key);
        WebApplication supervisor = SupervisorHost.Build(
            new SupervisorOptions
            {
                BrokerHost = "127.0.0.1",
                BrokerPort = brokerPort,
                BrokerUser = Accounts.Supervisor,
                BrokerPassword = passwords[Accounts.Supervisor],
                HttpPort = 0,
                DataFolder = data.Root,
                Facilities =
                [
                    new EnrolledFacility(
                        "410481001-0007",
                        Nameless,
                        new EnrolledTownship("410481001", Nameless),
                        [new EnrolledNode(id, Nameless, [key.MakeKey(new SystemMac())])]),
                ],
            },
            TimeProvider.System);
        await supervisor.StartAsync();
        LatencyObserver observer = await LatencyObserver.ConnectAsync(brokerPort, passwords[Accounts.Dashboard], id, PanicName);
        VirtualNode node = new(
            Nameless, Encoding.UTF8.GetBytes(SettingsOf(access)), access.WriteKeys(), data.FlashOf(NodeName), BuildingUse.AlwaysBusy);
        node.PowerOn();
        return new LatencyRig(data, broker, link, supervisor, node, observer);
    }

    public async ValueTask DisposeAsync()
    {
        Node.Dispose();
        await Observer.DisposeAsync();
        await _supervisor.StopAsync();
        await _supervisor.DisposeAsync();
        Link.Dispose();
        await _broker.DisposeAsync();
        _data.Dispose();
        Directory.Delete(_data.Root, recursive: true);
    }

    /// <summary>Doors on the pins from 1 on, quick to settle; the panic button as it is in a facility, with 50 ms.</summary>
    private static string SettingsOf(NodeAccess access)
    {
        IEnumerable<string> doors = Enumerable.Range(1, DoorCount)
            .Select(pin => $$"""{"name":"door_{{pin}}","type":"door","pin":{{pin}},"debounce_ms":10}""");
        return $$"""
            {
              "node": "{{NodeName}}",
              "broker": {"host": "{{access.BrokerHost}}", "port": {{access.BrokerPort}}},
              "siren": {"pin": 21},
              "controls": {"reset_pin": 14},
              "zones": [{{string.Join(',', doors)}},{"name":"{{PanicName}}","type":"panic","pin":10}]
            }
            """;
    }
}
