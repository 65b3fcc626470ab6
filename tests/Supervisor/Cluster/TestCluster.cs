using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Sim.App.Brokers;
using Wugang.Supervisor.Ledger;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Cluster;

/// <summary>Several servers with PostgreSQL and mosquitto, each in a process of its own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _brokerFolder = new();
    private readonly IReadOnlyList<TestNode> _nodes;
    private readonly string _database = PostgresServer.MakeDatabase();
    private readonly int _brokerPort = Ports.TakeFree();
    private readonly MosquittoBroker _broker;

    public TestCluster(IReadOnlyList<TestNode> nodes)
    {
        _nodes = nodes;
        NodeId[] ids = [.. nodes.Select(node => node.Id)];
        Dictionary<string, string> passwords = Accounts.UsersFor(ids).ToDictionary(user => user, TestTownship.PasswordOf);
        _broker = Mosquitto.In(_brokerFolder, _brokerPort, Accounts.Make(ids, passwords));
        File.WriteAllText(_folder.PathOf("keys.json"), JsonSerializer.Serialize(nodes.ToDictionary(
            node => node.Id.Value,
            node => new { kid = node.Key.KeyId, k = Convert.ToBase64String(Enumerable.Repeat(node.Secret, 32).ToArray()).TrimEnd('=') })));
    }

    public List<ServerProcess> Servers { get; } = [];

    public async Task<TestCluster> StartAsync(int servers)
    {
        await _broker.StartAsync();
        Servers.AddRange(await Task.WhenAll(Enumerable.Range(0, servers).Select(i => StartServerAsync($"server-{i}"))));
        return this;
    }

    /// <summary>Starts one more.</summary>
    public async Task<ServerProcess> AddServerAsync(string name)
    {
        Servers.Add(await StartServerAsync(name));
        return Servers[^1];
    }

    private Task<ServerProcess> StartServerAsync(string name)
    {
        string path = _folder.PathOf($"{name}.json");
        object named = new { zh = "测试", en = "Test" };
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            name,
            broker = new { host = "127.0.0.1", port = _brokerPort, user = Accounts.Supervisor, password = TestTownship.PasswordOf(Accounts.Supervisor) },
            http_port = 0,
            data_folder = name,
            open = true,
            cluster = new { database = _database },
            keys = "keys.json",
            facilities = new[]
            {
                new
                {
                    id = TestNode.FacilityId,
                    name = named,
                    township = new { code = "410481001", name = named },
                    nodes = _nodes.Select(node => new { id = node.Id.Value, name = named }),
                },
            },
        }));
        return ServerProcess.StartAsync(path);
    }

    public ILedgerStore OpenLedger()
    {
        return new PostgresLedger(_database);
    }

    public Task<MqttPeer> ConnectAsync(string user)
    {
        return MqttPeer.ConnectAsync(_brokerPort, user, TestTownship.PasswordOf(user));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServerProcess server in Servers)
        {
            await server.DisposeAsync();
        }

        await _broker.DisposeAsync();
        _brokerFolder.Dispose();
        _folder.Dispose();
    }
}
