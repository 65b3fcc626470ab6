using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.App.Brokers;
using Wugang.Sim.App.Past;
using Wugang.Sim.App.Recordings;
using Wugang.Sim.App.Replays;
using Wugang.Supervisor.Registry.Configurations;
using Wugang.Supervisor.Server;
using Wugang.Supervisor.Server.Nodes;

namespace Wugang.Sim.App;

/// <summary>The one-command demonstration: broker, supervisor, and a kindergarten of three nodes with people in it.</summary>
internal sealed class Demonstration : IAsyncDisposable
{
    private const string Demonstrator = "demonstration";

    private readonly AppOptions _options;
    private readonly DataFolder _data;
    private readonly MortalEmbeddedBroker? _broker;
    private readonly WebApplication _web;
    private readonly Site _site;
    private readonly Story _story;
    private readonly SimulatedPast? _past;
    private readonly ReplayDesk _replays;

    private Demonstration(
        AppOptions options,
        DataFolder data,
        MortalEmbeddedBroker? broker,
        WebApplication web,
        Site site,
        Story story,
        SimulatedPast? past,
        ReplayDesk replays)
    {
        _replays = replays;
        _past = past;
        _options = options;
        _data = data;
        _broker = broker;
        _web = web;
        _site = site;
        _story = story;
    }

    /// <summary>Starts everything.</summary>
    /// <exception cref="StartException">A port is in use, or the folder cannot be used.</exception>
    public static async Task<Demonstration> StartAsync(AppOptions options)
    {
        DataFolder data = DataFolder.Open(options.DataFolder);
        MortalEmbeddedBroker? broker = null;
        try
        {
            NodeId[] ids = [.. options.Nodes.Select(node => node.Id)];
            IReadOnlyDictionary<string, StoredKey> keys = data.OpenKeys(ids.Select(id => id.Value));
            IReadOnlyDictionary<string, string> passwords = data.OpenAccounts(Accounts.UsersFor(ids));
            if (options.Broker is null)
            {
                RequireFreePort(options.MqttPort, "--mqtt-port");
                broker = new MortalEmbeddedBroker(options.MqttPort, [.. Accounts.Make(ids, passwords)]);
                await broker.StartAsync();
            }

            RequireFreePort(options.HttpPort, "--http-port");
            (NodeFile File, NodeAccess Access)[] nodes =
                [.. options.Nodes.Select(file => (file, GiveAccess(options, file.Id.Value, keys, passwords)))];
            SimulatedPast? past = OpenPast(options, data, nodes, keys);
            BuildingUse use = options.KeepsHours ? BuildingUse.Days : past is null ? BuildingUse.AlwaysBusy : BuildingUse.BusyFrom(past.ToMs);
            Site site = new([.. nodes.Select(node => Mount(node.File, node.Access, use, options, data))], broker);
            ReplayDesk replays = new(TimeProvider.System);
            Recording recording = new(site, TimeProvider.System);
            Story story = new(site, new Schedule(site.Nodes[0].Schedule), TimeProvider.System);
            site.Phone.Told += story.Tell;
            WebApplication web = await StartWebAsync(
                options, data, keys, passwords[Accounts.Supervisor], new SimulatorPages(site, story, recording, replays, broker));
            await HandInAsync(site.Nodes, web.Services.GetRequiredService<ConfigurationBook>());
            foreach (VirtualNode node in site.Nodes)
            {
                node.Crashed += e => story.Tell(new Saying($"节点 {node.Id} 停止：{e.Message}", $"Node {node.Id} stopped: {e.Message}"));
                node.PowerOn();
            }

            return new Demonstration(options, data, broker, web, site, story, past, replays);
        }
        catch
        {
            await (broker?.DisposeAsync() ?? ValueTask.CompletedTask);
            data.Dispose();
            throw;
        }
    }

    /// <summary>Runs until the time is up, somebody types quit, or it is cancelled.</summary>
    public async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancel)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (_options.Seconds is { } seconds)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        Prompt prompt = new(_site, _story, input, output);
        prompt.Greet(_options, _data, _past);
        Task story = _story.RunAsync(end.Token);
        await prompt.RunAsync(end.Token);
        await end.CancelAsync();
        await story.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        _site.Dispose();
        _replays.Dispose();
        await _web.StopAsync();
        await _web.DisposeAsync();
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Dispose();
    }

    private static void RequireFreePort(int port, string option)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new StartException($"Port {port} ({option}) cannot be used: {e.Message}. Choose another.", e);
        }
    }

    /// <summary>The nodes that hang there from the beginning have a past, in a ledger of this program's own.</summary>
    private static SimulatedPast? OpenPast(
        AppOptions options, DataFolder data, (NodeFile File, NodeAccess Access)[] nodes, IReadOnlyDictionary<string, StoredKey> keys)
    {
        SimulatedPast? past = SimulatedPast.Find(data);
        return past is not null || !options.HasPast || options.Cluster is not null ? past : SimulatedPast.Make(
            data,
            nodes.Where(node => Kindergarten.Nodes.Contains(node.File)),
            Kindergarten.Enrol(Kindergarten.Nodes, keys),
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static VirtualNode Mount(NodeFile file, NodeAccess access, BuildingUse use, AppOptions options, DataFolder data)
    {
        try
        {
            byte[] settings = file.Fill(access, isAlwaysOpen: !options.KeepsHours);
            return new VirtualNode(
                file.Name,
                settings,
                access.WriteKeys(file.SensorAddresses),
                data.FlashOf(file.Id.Value),
                use,
                isFresh: file == Kindergarten.FreshNode);
        }
        catch (ArgumentException e)
        {
            throw new StartException($"The settings of node {file.Id} are not good: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The flash drive {data.FlashOf(file.Id.Value)} cannot be used: {e.Message}", e);
        }
    }

    private static NodeAccess GiveAccess(
        AppOptions options,
        string node,
        IReadOnlyDictionary<string, StoredKey> keys,
        IReadOnlyDictionary<string, string> passwords)
    {
        return new NodeAccess(
            options.Broker?.Host ?? "127.0.0.1",
            options.Broker?.Port ?? options.MqttPort,
            passwords[node],
            keys[node]);
    }

    private static async Task<WebApplication> StartWebAsync(
        AppOptions options,
        DataFolder data,
        IReadOnlyDictionary<string, StoredKey> keys,
        string password,
        SimulatorPages pages)
    {
        SupervisorOptions supervisor = new()
        {
            BrokerHost = options.Broker?.Host ?? "127.0.0.1",
            BrokerPort = options.Broker?.Port ?? options.MqttPort,
            BrokerUser = Accounts.Supervisor,
            BrokerPassword = password,
            HttpPort = options.HttpPort,
            DataFolder = data.Root,
            ClusterDatabase = options.Cluster,
            ServerName = "demonstration",
            IsOpen = true,
            Facilities = [Kindergarten.Enrol(options.Nodes, keys)],
        };
        WebApplication web = BuildSupervisor(supervisor);
        pages.Map(web);
        await web.StartAsync();
        return web;
    }

    /// <summary>The supervisor is given what the nodes were set up with, as by whoever set them up.</summary>
    private static async Task HandInAsync(IReadOnlyList<VirtualNode> nodes, ConfigurationBook book)
    {
        foreach (VirtualNode node in nodes)
        {
            if (ConfigurationText.Read(node.Id, above: 0, JsonElement.Parse(node.Papers.Settings), out _) is { } text)
            {
                await book.HandInAsync(text.KeptFor(node.Id, Demonstrator));
            }
        }
    }

    private static WebApplication BuildSupervisor(SupervisorOptions options)
    {
        try
        {
            return SupervisorHost.Build(options, TimeProvider.System);
        }
        catch (InvalidDataException e)
        {
            throw new StartException(e.Message, e);
        }
    }
}
