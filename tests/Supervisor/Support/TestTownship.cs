using Microsoft.Extensions.DependencyInjection;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Sim.Broker;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.HomeAssistant;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A broker, a supervisor and the accounts of some nodes; either can be stopped and started again.</summary>
internal sealed class TestTownship : IAsyncDisposable
{
    /// <summary>Somebody whose broker account may write to any node's topics.</summary>
    public const string Intruder = "intruder";

    private readonly TempFolder _folder = new();
    private readonly IReadOnlyList<EnrolledNode> _nodes;
    private EmbeddedBroker? _broker;
    private RunningSupervisor? _supervisor;

    public TestTownship(params IEnumerable<(NodeId Id, NodeKey Key)> nodes)
    {
        _nodes = [.. nodes.Select(node => new EnrolledNode(node.Id, new BilingualName(node.Id.Node, node.Id.Node), [node.Key]))];
    }

    public TestTownship(params IEnumerable<TestNode> nodes)
        : this(nodes.Select(node => (node.Id, node.Key)))
    {
    }

    public int BrokerPort { get; } = Ports.TakeFree();

    /// <summary>The supervisor's folder.</summary>
    public string Folder => DataFolder ?? _folder.Root;

    /// <summary>A folder that somebody else keeps; null for one of its own.</summary>
    public string? DataFolder { get; init; }

    public ShiftedTime Time { get; } = new();

    /// <summary>How long the supervisor waits for an answer of the broker.</summary>
    public TimeSpan BrokerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where traces go.</summary>
    public Uri? TracesTo { get; init; }

    /// <summary>Whether nobody needs to sign in.</summary>
    public bool IsOpen { get; init; } = true;

    public AlertOptions Alerts { get; init; } = new();

    public HomeAssistantOptions? HomeAssistant { get; set; }

    /// <summary>Puts other parts in the place of some of the supervisor's.</summary>
    public Action<IServiceCollection>? Adjust { get; init; }

    /// <summary>With what the supervisor is started.</summary>
    public SupervisorOptions Options => new()
    {
        BrokerHost = "127.0.0.1",
        BrokerPort = BrokerPort,
        BrokerUser = Accounts.Supervisor,
        BrokerPassword = PasswordOf(Accounts.Supervisor),
        BrokerTimeout = BrokerTimeout,
        HttpPort = 0,
        DataFolder = Folder,
        IsOpen = IsOpen,
        TracesTo = TracesTo,
        Alerts = Alerts,
        HomeAssistant = HomeAssistant,
        Facilities =
        [
            new EnrolledFacility(
                TestNode.FacilityId,
                new BilingualName("测试园", "Test nursery"),
                new EnrolledTownship("410481001", new BilingualName("垭口街道", "Yakou")),
                _nodes),
        ],
    };

    public RunningSupervisor Supervisor => _supervisor!;

    public EmbeddedBroker Broker => _broker!;

    public static string PasswordOf(string user)
    {
        return "password of " + user;
    }

    public IEnumerable<BrokerAccount> MakeAccounts()
    {
        NodeId[] ids = [.. _nodes.Select(node => node.Id)];
        Dictionary<string, string> passwords = Accounts.UsersFor(ids).ToDictionary(user => user, PasswordOf);
        BrokerAccount[] accounts =
        [
            .. Accounts.Make(ids, passwords).Select(account => account.User == Accounts.Supervisor && HomeAssistant is { } other
                ? account with { Publish = [.. account.Publish, other.TopicOf("+")] }
                : account),
        ];
        return [.. accounts, new BrokerAccount(Intruder, PasswordOf(Intruder), ["safety/v1/#"], [])];
    }

    /// <param name="mayBeDegraded">Where something else than the broker may be away.</param>
    public async Task<TestTownship> StartAsync(bool mayBeDegraded = false)
    {
        await StartBrokerAsync();
        await StartSupervisorAsync(isBrokerThere: !mayBeDegraded);
        return this;
    }

    public async Task StartBrokerAsync()
    {
        _broker = await EmbeddedBroker.StartAsync(BrokerPort, MakeAccounts());
    }

    public async Task StopBrokerAsync()
    {
        await _broker!.DisposeAsync();
        _broker = null;
    }

    /// <summary>Starts the supervisor and waits until it hears the broker.</summary>
    public async Task StartSupervisorAsync(bool isBrokerThere = true)
    {
        _supervisor = await RunningSupervisor.StartAsync(Options, Time, Adjust);
        if (isBrokerThere)
        {
            await IsConnectedAsync();
        }
    }

    public async Task StopSupervisorAsync()
    {
        await _supervisor!.DisposeAsync();
        _supervisor = null;
    }

    public Task IsConnectedAsync()
    {
        return Eventually.IsTrueAsync(async () => await Supervisor.GetHealthAsync() == "ok", "the supervisor is connected");
    }

    public Task<MqttPeer> ConnectAsync(string user)
    {
        return MqttPeer.ConnectAsync(BrokerPort, user, PasswordOf(user));
    }

    public LedgerFile OpenLedger()
    {
        return new LedgerFile(Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await (_supervisor?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}
