using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Wugang.Tests.Simulator;

/// <summary>A real MQTT broker on a port of its own.</summary>
internal sealed class TestBroker : IDisposable
{
    private readonly MqttServer _server;

    /// <param name="certificate">What it shows over TLS; null for none, without TLS.</param>
    public TestBroker(X509Certificate2? certificate = null)
    {
        Port = FreePort();
        MqttServerOptionsBuilder options = new();
        _server = new MqttServerFactory().CreateMqttServer((certificate is null ? Plain(options) : Encrypted(options, certificate)).Build());
        _server.InterceptingInboundPacketAsync += OnInboundPacket;
        _server.ValidatingConnectionAsync += OnConnecting;
        _server.InterceptingPublishAsync += OnPublish;
        _server.ClientDisconnectedAsync += OnClientDisconnected;
        _server.StartAsync().GetAwaiter().GetResult();
    }

    public int Port { get; }

    /// <summary>Swallow publications: no acknowledgement, no delivery.</summary>
    public bool IsDeafToPublications { get; set; }

    /// <summary>Refuse every connection for its password.</summary>
    public bool RefusesClients { get; set; }

    /// <summary>The DUP flag of every publication that arrived, in order.</summary>
    public ConcurrentQueue<bool> DupFlags { get; } = new();

    /// <summary>Every message accepted, wills included, as "topic payload".</summary>
    public BlockingCollection<string> Messages { get; } = [];

    /// <summary>How each connection ended.</summary>
    public BlockingCollection<MqttClientDisconnectType> Disconnections { get; } = [];

    /// <summary>A port that nobody listened to a moment ago.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Send(string topic, string payload)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic).WithPayload(payload).Build();
        _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message)
        {
            SenderClientId = "test",
        }).GetAwaiter().GetResult();
    }

    public void DisconnectClient(string clientId)
    {
        _server.DisconnectClientAsync(clientId, new MqttServerClientDisconnectOptions()).GetAwaiter().GetResult();
    }

    public int CountClients()
    {
        return _server.GetClientsAsync().GetAwaiter().GetResult().Count;
    }

    public void Dispose()
    {
        _server.StopAsync(new MqttServerStopOptions()).GetAwaiter().GetResult();
        _server.Dispose();
    }

    private MqttServerOptionsBuilder Plain(MqttServerOptionsBuilder options)
    {
        return options.WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port);
    }

    private MqttServerOptionsBuilder Encrypted(MqttServerOptionsBuilder options, X509Certificate2 certificate)
    {
        return options.WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptedEndpointPort(Port)
            .WithEncryptionCertificate(certificate);
    }

    private Task OnInboundPacket(InterceptingPacketEventArgs e)
    {
        if (e.Packet is MqttPublishPacket publication)
        {
            DupFlags.Enqueue(publication.Dup);
            e.ProcessPacket = !IsDeafToPublications;
        }

        return Task.CompletedTask;
    }

    private Task OnConnecting(ValidatingConnectionEventArgs e)
    {
        e.ReasonCode = RefusesClients ? MqttConnectReasonCode.BadUserNameOrPassword : MqttConnectReasonCode.Success;
        return Task.CompletedTask;
    }

    private Task OnPublish(InterceptingPublishEventArgs e)
    {
        Messages.Add($"{e.ApplicationMessage.Topic} {Encoding.UTF8.GetString(e.ApplicationMessage.Payload)}");
        return Task.CompletedTask;
    }

    private Task OnClientDisconnected(ClientDisconnectedEventArgs e)
    {
        Disconnections.Add(e.DisconnectType);
        return Task.CompletedTask;
    }
}
