using System.Buffers;
using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>An ordinary MQTT client that keeps what it hears.</summary>
internal sealed class MqttPeer : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    private MqttPeer()
    {
        _client.ApplicationMessageReceivedAsync += e =>
        {
            Heard.Enqueue((e.ApplicationMessage.Topic, e.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
    }

    /// <summary>Every message, oldest first.</summary>
    public ConcurrentQueue<(string Topic, byte[] Payload)> Heard { get; } = new();

    public static MqttClientOptionsBuilder Options(int port, string user, string password)
    {
        return new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTimeout(TimeSpan.FromSeconds(10))
            .WithClientId(user)
            .WithCredentials(user, password);
    }

    public static Task<MqttPeer> ConnectAsync(int port, string user, string password)
    {
        return ConnectAsync(Options(port, user, password));
    }

    public static async Task<MqttPeer> ConnectAsync(MqttClientOptionsBuilder options)
    {
        MqttPeer peer = new();
        MqttClientConnectResult result = await peer._client.ConnectAsync(options.Build());
        Assert.AreEqual(MqttClientConnectResultCode.Success, result.ResultCode);
        return peer;
    }

    public async Task<MqttClientPublishReasonCode> PublishAsync(string topic, byte[] payload, bool isRetained = false)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(isRetained)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        return (await _client.PublishAsync(message)).ReasonCode;
    }

    public async Task<MqttClientSubscribeResultCode> SubscribeAsync(string filter)
    {
        MqttClientSubscribeResult result = await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        return result.Items.Single().ResultCode;
    }

    /// <summary>The newest message on a topic, or null.</summary>
    public byte[]? Newest(string topic)
    {
        return Heard.LastOrDefault(message => message.Topic == topic).Payload;
    }

    /// <summary>Goes without a goodbye, so that the will is published.</summary>
    public void Drop()
    {
        _client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync();
        }

        _client.Dispose();
    }
}
