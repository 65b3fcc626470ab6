using MQTTnet.Server;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>MQTTnet's server, which the embedded broker is made of, in a process of its own as mosquitto is.</summary>
internal static class EmbeddedBrokerProcess
{
    public static async Task<int> RunAsync(IngestOrder order)
    {
        using MqttServer server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(System.Net.IPAddress.Loopback)
            .WithDefaultEndpointPort(order.BrokerPort)
            .WithMaxPendingMessagesPerClient(100_000)
            .WithPersistentSessions()
            .Build());
        await server.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await server.StopAsync();
        return 0;
    }
}
