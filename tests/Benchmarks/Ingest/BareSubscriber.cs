using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>What MQTTnet alone can take: a subscriber that does nothing with a message but acknowledge it.</summary>
internal static class BareSubscriber
{
    public static async Task<int> RunAsync(IngestOrder order)
    {
        using TakenCounter counter = new(order.CounterPath);
        long taken = 0;
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += _ =>
        {
            counter.Value = ++taken;
            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", order.BrokerPort)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId("bare")
            .WithReceiveMaximum(4096)
            .Build());
        await client.SubscribeAsync("safety/v1/+/+/+/journal", MqttQualityOfServiceLevel.AtLeastOnce);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        return 0;
    }
}
