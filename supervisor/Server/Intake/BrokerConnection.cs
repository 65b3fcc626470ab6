using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Wugang.Firmware.Core;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Grains;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// The supervisor's MQTT 5 session: it outlives lost connections, and the broker counts a message as delivered only once
/// it was acknowledged by hand, after the ledger has it.
/// </summary>
internal sealed partial class BrokerConnection : IAsyncDisposable
{
    private const int MaxWaitingMessages = 4096;
    private const ushort ReceiveMaximum = 4096;

    // Room for a topic, and for messages that are too large to be believed but not too large to be looked at.
    private const uint MaxPacketBytes = 4 * Limits.MaxRecordBytes;
    private const uint LongSessionS = 7 * 24 * 3600;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _clientOptions;
    private readonly ILogger<BrokerConnection> _logger;
    private readonly Channel<ReceivedMessage> _received = Channel.CreateBounded<ReceivedMessage>(MaxWaitingMessages);
    private readonly uint _sessionExpiryS;
    private readonly string[] _subscriptions;
    private string _lastFailure = "";
    private int _connection;
    private volatile bool _isSubscribed;

    public BrokerConnection(SupervisorOptions options, ILogger<BrokerConnection> logger)
    {
        _logger = logger;

        // Alone, the session outlives lost connections. Of several servers each takes its share, and what one does not take while it is away
        // goes to the others: a session that waited for it would keep it from them. What only one has heard, nodes say again, since nobody
        // has acknowledged it. Births and wills are retained, which is not given to those who share: every server takes them all.
        _sessionExpiryS = options.IsCluster ? 0 : LongSessionS;
        string share = options.IsCluster ? "$share/supervisor/" : "";
        _subscriptions = [share + "safety/v1/+/+/+/journal", share + "safety/v1/+/+/+/state", "safety/v1/+/+/+/online"];
        _clientOptions = new MqttClientOptionsBuilder()
            .WithTcpServer(options.BrokerHost, options.BrokerPort)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(options.IsCluster ? $"{options.BrokerUser}-{options.ServerName}" : options.BrokerUser)
            .WithCredentials(options.BrokerUser, options.BrokerPassword)
            .WithCleanStart(options.IsCluster)
            .WithSessionExpiryInterval(_sessionExpiryS)
            .WithReceiveMaximum(ReceiveMaximum)
            .WithMaximumPacketSize(MaxPacketBytes)
            .WithTimeout(options.BrokerTimeout)
            .Build();
        _client.ApplicationMessageReceivedAsync += Receive;
    }

    /// <summary>Whether messages come: the broker answers and has taken every subscription.</summary>
    public bool IsConnected => _isSubscribed && _client.IsConnected;

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

    /// <summary>
    /// Waits until messages have arrived, and takes them. Those of a lost connection are left out: the broker sends them again, in
    /// their order and before anything newer.
    /// </summary>
    /// <param name="max">How many at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<List<ReceivedMessage>> TakeAsync(int max, CancellationToken cancel)
    {
        List<ReceivedMessage> messages = [];
        await _received.Reader.WaitToReadAsync(cancel);
        int connection = Volatile.Read(ref _connection);
        while (messages.Count < max && _received.Reader.TryRead(out ReceivedMessage? message))
        {
            if (message.Connection == connection && _client.IsConnected)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    /// <summary>
    /// Publishes a retained message, QoS 1, if the connection is up; what is lost is said again later. A connection on which
    /// nobody answers is dropped.
    /// </summary>
    /// <returns>Whether the broker has it.</returns>
    public Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancel)
    {
        return TryPublishAsync(topic, payload, isRetained: true, cancel);
    }

    /// <summary>Publishes what was signed for a node, QoS 1, not retained.</summary>
    /// <returns>Whether the broker has all of it; what it has not is not said again.</returns>
    public async Task<bool> TrySendAsync(SignedMessage message, CancellationToken cancel)
    {
        foreach (byte[] part in message.Parts)
        {
            if (!await TryPublishAsync(message.Topic, part, isRetained: false, cancel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Drops the connection, so that the broker sends again what was not acknowledged.</summary>
    public async Task DropAsync(CancellationToken cancel)
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = _sessionExpiryS }, cancel);
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

    private async Task<bool> TryPublishAsync(string topic, byte[] payload, bool isRetained, CancellationToken cancel)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(isRetained)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        using CancellationTokenSource limit = Limit(cancel);
        try
        {
            MqttClientPublishResult result = await _client.PublishAsync(message, limit.Token);
            return result.IsSuccess;
        }
        catch (MqttClientNotConnectedException)
        {
            // The connection loop is at it already.
        }
        catch (Exception e) when (IsLostConnection(e, cancel))
        {
            LogPublishFailed(topic, ReasonOf(e));
            await DropAsync(cancel);
        }

        return false;
    }

    private async Task TryConnectAsync(Action onConnected, CancellationToken cancel)
    {
        _isSubscribed = false;
        Interlocked.Increment(ref _connection);
        using CancellationTokenSource limit = Limit(cancel);
        try
        {
            MqttClientConnectResult result = await _client.ConnectAsync(_clientOptions, limit.Token);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new MqttCommunicationException($"it refuses the account '{_clientOptions.ClientId}' ({result.ResultCode}).");
            }

            foreach (string filter in _subscriptions)
            {
                await SubscribeAsync(filter, limit.Token);
            }

            _isSubscribed = true;
            LogConnected();
            _lastFailure = "";
            onConnected();
        }
        catch (Exception e) when (IsLostConnection(e, cancel))
        {
            string reason = ReasonOf(e);
            if (reason != _lastFailure)
            {
                LogConnectFailed(reason);
                _lastFailure = reason;
            }

            // Half a connection is none: whoever answered the connect but not the subscriptions is asked anew.
            await DropAsync(cancel);
        }
    }

    private async Task SubscribeAsync(string filter, CancellationToken cancel)
    {
        MqttClientSubscribeResult result = await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, cancel);
        MqttClientSubscribeResultCode code = result.Items.Single().ResultCode;
        if (code > MqttClientSubscribeResultCode.GrantedQoS2)
        {
            throw new MqttCommunicationException($"it refuses the subscription to {filter} ({code}); see docs/guides/mosquitto.md.");
        }
    }

    private async Task Receive(MqttApplicationMessageReceivedEventArgs e)
    {
        e.AutoAcknowledge = false;
        int connection = Volatile.Read(ref _connection);
        byte[] bytes = System.Buffers.BuffersExtensions.ToArray(e.ApplicationMessage.Payload);
        IncomingMessage content = new(e.ApplicationMessage.Topic, bytes);
        await _received.Writer.WriteAsync(new ReceivedMessage(content, connection, cancel => AcknowledgeAsync(e, cancel)));
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

    /// <summary>A token that is cancelled when the broker has not answered in time: the client alone would wait for ever.</summary>
    private CancellationTokenSource Limit(CancellationToken cancel)
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_clientOptions.Timeout);
        return limit;
    }

    private static string ReasonOf(Exception failure)
    {
        return failure is OperationCanceledException ? "it does not answer." : failure.Message;
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
