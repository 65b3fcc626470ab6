using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// The supervisor's MQTT 5 session: it outlives lost connections, and the broker counts a message as delivered only once
/// it was acknowledged by hand, after the ledger has it.
/// </summary>
internal sealed partial class BrokerConnection : IAsyncDisposable
{
    private const int MaxWaitingMessages = 1024;
    private const ushort ReceiveMaximum = 512;
    private const uint SessionExpiryS = 7 * 24 * 3600;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _clientOptions;
    private readonly ILogger<BrokerConnection> _logger;
    private readonly Channel<ReceivedMessage> _received = Channel.CreateBounded<ReceivedMessage>(MaxWaitingMessages);
    private string _lastFailure = "";

    public BrokerConnection(SupervisorOptions options, ILogger<BrokerConnection> logger)
    {
        _logger = logger;
        _clientOptions = new MqttClientOptionsBuilder()
            .WithTcpServer(options.BrokerHost, options.BrokerPort)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(options.BrokerUser)
            .WithCredentials(options.BrokerUser, options.BrokerPassword)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(SessionExpiryS)
            .WithReceiveMaximum(ReceiveMaximum)
            .WithTimeout(TimeSpan.FromSeconds(10))
            .Build();
        _client.ApplicationMessageReceivedAsync += Receive;
    }

    public bool IsConnected => _client.IsConnected;

    public ChannelReader<ReceivedMessage> Received => _received.Reader;

    /// <summary>Keeps the connection up until cancelled.</summary>
    /// <param name="onConnected">Called after each connect.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(Action onConnected, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (!_client.IsConnected)
            {
                await TryConnectAsync(onConnected, cancel);
            }

            await Task.Delay(RetryAfter, cancel);
        }
    }

    /// <summary>Publishes a retained message, QoS 1, if the connection is up; what is lost is said again later.</summary>
    public async Task PublishAsync(string topic, byte[] payload, CancellationToken cancel)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag()
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        try
        {
            await _client.PublishAsync(message, cancel);
        }
        catch (MqttClientNotConnectedException)
        {
            // The connection loop is at it already.
        }
        catch (Exception e) when (IsLostConnection(e, cancel))
        {
            LogPublishFailed(topic, e.Message);
        }
    }

    /// <summary>Drops the connection, so that the broker sends again what was not acknowledged.</summary>
    public async Task DropAsync(CancellationToken cancel)
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = SessionExpiryS }, cancel);
        }
        catch (Exception e) when (IsLostConnection(e, cancel))
        {
            // It is down already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync(CancellationToken.None);
        _client.Dispose();
    }

    private async Task TryConnectAsync(Action onConnected, CancellationToken cancel)
    {
        try
        {
            MqttClientConnectResult result = await _client.ConnectAsync(_clientOptions, cancel);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new MqttCommunicationException($"it refuses the account '{_clientOptions.ClientId}' ({result.ResultCode}).");
            }

            foreach (string level in new[] { "journal", "state", "online" })
            {
                await SubscribeAsync($"safety/v1/+/+/+/{level}", cancel);
            }

            LogConnected();
            _lastFailure = "";
            onConnected();
        }
        catch (Exception e) when (IsLostConnection(e, cancel))
        {
            if (e.Message != _lastFailure)
            {
                LogConnectFailed(e.Message);
                _lastFailure = e.Message;
            }
        }
    }

    private async Task SubscribeAsync(string filter, CancellationToken cancel)
    {
        MqttClientSubscribeResult result = await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, cancel);
        MqttClientSubscribeResultCode code = result.Items.Single().ResultCode;
        if (code > MqttClientSubscribeResultCode.GrantedQoS2)
        {
            await DropAsync(cancel);
            throw new MqttCommunicationException($"it refuses the subscription to {filter} ({code}); see docs/guides/mosquitto.md.");
        }
    }

    private async Task Receive(MqttApplicationMessageReceivedEventArgs e)
    {
        e.AutoAcknowledge = false;
        byte[] bytes = System.Buffers.BuffersExtensions.ToArray(e.ApplicationMessage.Payload);
        await _received.Writer.WriteAsync(
            new ReceivedMessage(new IncomingMessage(e.ApplicationMessage.Topic, bytes), cancel => AcknowledgeAsync(e, cancel)));
    }

    private static async Task AcknowledgeAsync(MqttApplicationMessageReceivedEventArgs e, CancellationToken cancel)
    {
        try
        {
            await e.AcknowledgeAsync(cancel);
        }
        catch (Exception failure) when (IsLostConnection(failure, cancel))
        {
            // The broker sends the message again, and it will be known.
        }
    }

    /// <summary>
    /// Whether a call of the client failed and nobody asked it to stop. When the connection goes in the middle of a call the
    /// client throws whatever it stumbles over, a NullReferenceException among others; what follows is always the same.
    /// </summary>
    private static bool IsLostConnection(Exception e, CancellationToken cancel)
    {
        return e is not OperationCanceledException || !cancel.IsCancellationRequested;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the broker.")]
    private partial void LogConnected();

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection to the broker: {Reason}")]
    private partial void LogConnectFailed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Publishing to {Topic} failed: {Reason}")]
    private partial void LogPublishFailed(string topic, string reason);
}
