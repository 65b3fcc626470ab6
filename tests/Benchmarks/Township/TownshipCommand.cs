using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Wugang.Supervisor.Server;

namespace Wugang.Tests.Benchmarks.Township;

/// <summary>
/// <c>township FACILITIES EVENTS</c>: a supervisor with so many facilities of one node each, all protected, and so many doors that open or close a
/// second, until its input ends. Prints where it listens. tests/Web/measure.mjs looks at it with a browser.
/// </summary>
internal static class TownshipCommand
{
    public const string Name = "township";

    public static async Task<int> RunAsync(string facilities, string eventsPerSecond)
    {
        string folder = Directory.CreateTempSubdirectory("wugang-township-").FullName;
        int port = FreePort.Find();
        long bootedMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - 1000;
        SpeakingNode[] nodes =
            [.. Enumerable.Range(0, int.Parse(facilities, CultureInfo.InvariantCulture)).Select(index => new SpeakingNode(index, bootedMs))];
        try
        {
            using MqttServer broker = await StartBrokerAsync(port);
            await using WebApplication app = SupervisorHost.Build(OptionsOf(folder, port, nodes), TimeProvider.System);
            await app.StartAsync();
            using IMqttClient client = await ConnectAsync(port, nodes);
            await BeginAsync(client, nodes);
            Console.WriteLine(app.Urls.Single());
            using CancellationTokenSource end = new();
            Task talk = TalkAsync(client, nodes, int.Parse(eventsPerSecond, CultureInfo.InvariantCulture), end.Token);
            await Console.In.ReadLineAsync();
            await end.CancelAsync();
            await talk.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await app.StopAsync();
            await broker.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>All nodes start, say that they are there, and beat once.</summary>
    private static async Task BeginAsync(IMqttClient client, SpeakingNode[] nodes)
    {
        foreach (SpeakingNode node in nodes)
        {
            long nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            await PublishAsync(client, node.Topics.Online, node.Birth());
            await PublishAsync(client, node.Topics.Journal, node.Start(nowMs));
            await PublishAsync(client, node.Topics.State, node.Beat(nowMs));
        }
    }

    /// <summary>Doors open and close one after the other, and each node beats when it is due.</summary>
    private static async Task TalkAsync(IMqttClient client, SpeakingNode[] nodes, int eventsPerSecond, CancellationToken cancel)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1000.0 / eventsPerSecond));
        double beatsPerEvent = nodes.Length / (double)SpeakingNode.HeartbeatIntervalS / eventsPerSecond;
        int door = 0;
        int beat = 0;
        for (double due = 0; await timer.WaitForNextTickAsync(cancel);)
        {
            long nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            SpeakingNode moved = nodes[door++ % nodes.Length];
            await PublishAsync(client, moved.Topics.Journal, moved.MoveDoor(nowMs));
            for (due += beatsPerEvent; due >= 1; due--)
            {
                SpeakingNode beating = nodes[beat++ % nodes.Length];
                await PublishAsync(client, beating.Topics.State, beating.Beat(nowMs));
            }
        }
    }

    private static async Task<IMqttClient> ConnectAsync(int port, SpeakingNode[] nodes)
    {
        Dictionary<string, SpeakingNode> byTopic = nodes.ToDictionary(node => node.Topics.Acknowledgement);
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += message =>
        {
            if (byTopic.TryGetValue(message.ApplicationMessage.Topic, out SpeakingNode? node))
            {
                node.Challenge = ChallengeIn(message.ApplicationMessage.Payload.ToArray());
            }

            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId("nodes").Build());
        await client.SubscribeAsync("safety/v1/+/+/+/ack", MqttQualityOfServiceLevel.AtLeastOnce);
        return client;
    }

    private static byte[]? ChallengeIn(ReadOnlySpan<byte> acknowledgement)
    {
        ReadOnlySpan<byte> member = "\"challenge\":\""u8;
        int at = acknowledgement.IndexOf(member) + member.Length;
        int count = acknowledgement[at..].IndexOf((byte)'"');
        return Base64Url.DecodeFromUtf8(acknowledgement.Slice(at, count));
    }

    private static async Task PublishAsync(IMqttClient client, string topic, byte[] payload)
    {
        await client.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
    }

    private static async Task<MqttServer> StartBrokerAsync(int port)
    {
        MqttServer broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointPort(port)
            .WithMaxPendingMessagesPerClient(100_000)
            .Build());
        await broker.StartAsync();
        return broker;
    }

    private static SupervisorOptions OptionsOf(string folder, int port, SpeakingNode[] nodes)
    {
        return new SupervisorOptions
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = port,
            BrokerUser = "supervisor",
            BrokerPassword = "",
            HttpPort = 0,
            IsOpen = true,
            DataFolder = folder,
            Facilities = [.. nodes.Select(node => node.Enrol())],
        };
    }
}
