using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Wugang.Sim.Broker;

/// <summary>
/// An MQTT broker on loopback (MQTTnet's server), with one account for each client and rules for topics. Retained
/// messages and sessions live as long as the broker.
/// </summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    /// <summary>Longest packet a client may send; who announces a longer one is disconnected before it is read.</summary>
    public const int MaxPacketBytes = 32768;

    private readonly Dictionary<string, BrokerAccount> _accounts;
    private readonly ConcurrentDictionary<string, byte> _connected = new();
    private readonly MqttServer _server;

    private EmbeddedBroker(int port, IEnumerable<BrokerAccount> accounts)
    {
        _accounts = accounts.ToDictionary(account => account.User);
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithPersistentSessions()
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options, [new LoopbackServerAdapter(port, MaxPacketBytes)]);
        _server.ValidatingConnectionAsync += Validate;
        _server.InterceptingPublishAsync += Intercept;
        _server.InterceptingSubscriptionAsync += Intercept;
        _server.ClientConnectedAsync += e =>
        {
            _connected[e.ClientId] = 0;
            return Task.CompletedTask;
        };
        _server.ClientDisconnectedAsync += e =>
        {
            _connected.TryRemove(e.ClientId, out _);
            return Task.CompletedTask;
        };
    }

    /// <summary>Starts a broker on 127.0.0.1.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use.</exception>
    public static async Task<EmbeddedBroker> StartAsync(int port, IEnumerable<BrokerAccount> accounts)
    {
        EmbeddedBroker broker = new(port, accounts);
        await broker._server.StartAsync();
        return broker;
    }

    /// <summary>Whether a client of this id is connected.</summary>
    public bool IsConnected(string clientId)
    {
        return _connected.ContainsKey(clientId);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptionsBuilder().Build());
        _server.Dispose();
    }

    private Task Validate(ValidatingConnectionEventArgs e)
    {
        bool isKnown = _accounts.TryGetValue(e.UserName ?? "", out BrokerAccount? account)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(e.Password ?? ""),
                Encoding.UTF8.GetBytes(account.Password));
        if (string.IsNullOrEmpty(e.ClientId))
        {
            e.AssignedClientIdentifier = Guid.NewGuid().ToString("N");
        }

        bool isOwnClientId = e.ClientId == e.UserName || !_accounts.ContainsKey(e.ClientId ?? "");
        e.ReasonCode = !isKnown ? MqttConnectReasonCode.BadUserNameOrPassword
            : !isOwnClientId ? MqttConnectReasonCode.ClientIdentifierNotValid
            : MqttConnectReasonCode.Success;
        return Task.CompletedTask;
    }

    private Task Intercept(InterceptingPublishEventArgs e)
    {
        e.ProcessPublish = IsAllowed(e.UserName, account => account.Publish, e.ApplicationMessage.Topic);
        if (!e.ProcessPublish)
        {
            e.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }

    private Task Intercept(InterceptingSubscriptionEventArgs e)
    {
        e.ProcessSubscription = IsAllowed(e.UserName, account => account.Subscribe, e.TopicFilter.Topic);
        if (!e.ProcessSubscription)
        {
            e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }

    private bool IsAllowed(string? user, Func<BrokerAccount, IReadOnlyList<string>> filters, string topic)
    {
        return _accounts.TryGetValue(user ?? "", out BrokerAccount? account)
            && filters(account).Any(filter => TopicFilters.Covers(filter, topic));
    }
}
