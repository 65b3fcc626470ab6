using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Wugang.Sim.Board;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// The MQTT client of the calling board, with the habits of nanoFramework's: it never reconnects, it queues
/// in RAM whether connected or not, and it gives up a QoS 1 message after three tries. Handlers run on its
/// own threads.
/// </summary>
public class MqttClient : IMqttClient, IDisposable
{
    private const ushort KeepAliveDefaultSeconds = 60;

    private readonly PowerCycle _cycle = PowerCycle.Current;
    private readonly InflightQueue _inflight = new();
    private IPEndPoint _broker = new(IPAddress.None, 0);
    private TlsPeer? _tls;
    private MqttConnection? _connection;
    private ConnectRequest? _accepted;

    /// <inheritdoc cref="MqttClient(string, int, bool, X509Certificate, X509Certificate, MqttSslProtocols)"/>
    public MqttClient(string brokerHostName)
        : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
    {
    }

    /// <summary>
    /// Looks up the broker's address, once for the life of the client, and connects to nothing yet.
    /// </summary>
    /// <exception cref="SocketException">The name has no IPv4 address.</exception>
    /// <exception cref="NotSupportedException">A client certificate, or TLS of another version than 1.2.</exception>
    public MqttClient(
        string brokerHostName,
        int brokerPort,
        bool secure,
        X509Certificate? caCert,
        X509Certificate? clientCert,
        MqttSslProtocols sslProtocol)
    {
        Settings = MqttSettings.Instance;
        LookUp(brokerHostName, brokerPort);
        _tls = secure ? NewPeer(brokerHostName, caCert, clientCert is not null, sslProtocol) : null;
    }

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

    public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

    /// <summary>
    /// The connection has ended, by the network, the broker or <see cref="Disconnect"/>, but not by
    /// <see cref="Close"/>. Everything that was queued is gone.
    /// </summary>
    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    public bool IsConnected
    {
        get
        {
            _cycle.ThrowIfLost();
            return _connection is { IsOpen: true };
        }
    }

    /// <summary>
    /// What the last accepted connect asked for; null before it. So with the properties below.
    /// </summary>
    public string? ClientId => _accepted?.ClientId;

    public bool CleanSession => _accepted is { CleanSession: true };

    public bool WillFlag => _accepted is { WillFlag: true };

    public MqttQoSLevel WillQosLevel => _accepted?.WillQosLevel ?? MqttQoSLevel.AtMostOnce;

    public string? WillTopic => _accepted?.WillTopic;

    public string? WillMessage => _accepted?.WillMessage;

    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

    public MqttSettings Settings { get; }

    /// <summary>Points the client to another broker, from the next connect on.</summary>
    /// <inheritdoc cref="MqttClient(string, int, bool, X509Certificate, X509Certificate, MqttSslProtocols)"/>
    public void Init(
        string brokerHostName,
        int brokerPort,
        bool secure,
        byte[]? caCert,
        byte[]? clientCert,
        MqttSslProtocols sslProtocol)
    {
        LookUp(brokerHostName, brokerPort);
        X509Certificate? authority = caCert is null ? null : new X509Certificate(Encoding.UTF8.GetString(caCert));
        _tls = secure ? NewPeer(brokerHostName, authority, clientCert is not null, sslProtocol) : null;
    }

    public MqttReasonCode Connect(string clientId)
    {
        return Connect(clientId, null, null, true, KeepAliveDefaultSeconds);
    }

    public MqttReasonCode Connect(string clientId, bool cleanSession)
    {
        return Connect(clientId, null, null, cleanSession, KeepAliveDefaultSeconds);
    }

    public MqttReasonCode Connect(string clientId, string? username, string? password)
    {
        return Connect(clientId, username, password, true, KeepAliveDefaultSeconds);
    }

    public MqttReasonCode Connect(
        string clientId, string? username, string? password, bool cleanSession, ushort keepAlivePeriod)
    {
        return Connect(
            clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession,
            keepAlivePeriod);
    }

    /// <summary>
    /// Connects and blocks until the broker has answered. The keep-alive period is in seconds, 0 for none; a
    /// dead peer is noticed after up to twice that time.
    /// </summary>
    /// <returns>
    /// <see cref="MqttReasonCode.Success"/>, or why the broker refused; then close the client.
    /// </returns>
    /// <exception cref="MqttConnectionException">The broker cannot be reached.</exception>
    /// <exception cref="MqttCommunicationException">
    /// The broker did not answer within 30 s, or hung up.
    /// </exception>
    /// <exception cref="MqttClientException">The will is wrong.</exception>
    /// <exception cref="NotSupportedException"><see cref="ProtocolVersion"/> is 5.</exception>
    public MqttReasonCode Connect(
        string clientId,
        string? username,
        string? password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string? willTopic,
        string? willMessage,
        bool cleanSession,
        ushort keepAlivePeriod)
    {
        _cycle.ThrowIfLost();
        ConnectRequest request = new(
            clientId, username, password, willRetain, willQosLevel, willFlag, willTopic, willMessage,
            cleanSession, keepAlivePeriod);
        MqttConnection connection = new(_cycle, this, _inflight);
        Interlocked.Exchange(ref _connection, connection)?.Abandon();
        try
        {
            MqttReasonCode answer = connection.Open(_broker, _tls, ProtocolVersion, request);
            _accepted = answer == MqttReasonCode.Success ? request : _accepted;
            return answer;
        }
        catch (Exception) when (_cycle.IsLost)
        {
            throw new PowerLostException();
        }
    }

    /// <summary>Says goodbye to the broker, which then drops the will; ConnectionClosed follows.</summary>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public void Disconnect()
    {
        _cycle.ThrowIfLost();
        MqttConnection connection = _connection ?? throw new MqttCommunicationException();
        connection.Disconnect();
    }

    /// <summary>
    /// Drops the connection and all queues without a goodbye: the broker publishes the will.
    /// </summary>
    public void Close()
    {
        _cycle.ThrowIfLost();
        CloseConnection();
    }

    /// <summary>The same as <see cref="Close"/>, but allowed after a power cut.</summary>
    public void Dispose()
    {
        CloseConnection();
        GC.SuppressFinalize(this);
    }

    /// <summary>Queues a subscription; when the queue is full it is dropped in silence.</summary>
    /// <returns>The message id, 1 to 65535.</returns>
    /// <exception cref="MqttClientException">The lists differ in length.</exception>
    /// <exception cref="NotSupportedException">QoS 2.</exception>
    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        _cycle.ThrowIfLost();
        return QueueRequest(PacketFactory.Subscription(topics, qosLevels));
    }

    /// <summary>Queues the end of a subscription; when the queue is full it is dropped in silence.</summary>
    /// <returns>The message id, 1 to 65535.</returns>
    public ushort Unsubscribe(string[] topics)
    {
        _cycle.ThrowIfLost();
        return QueueRequest(PacketFactory.Unsubscription(topics));
    }

    public ushort Publish(string topic, byte[] message)
    {
        return Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);
    }

    public ushort Publish(string topic, byte[] message, string? contentType)
    {
        return Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);
    }

    public ushort Publish(string topic, byte[] message, string? contentType, ArrayList? userProperties)
    {
        return Publish(topic, message, contentType, userProperties, MqttQoSLevel.AtMostOnce, false);
    }

    /// <summary>
    /// Queues a message, connected or not, and keeps a reference to <paramref name="message"/> until it is
    /// sent or acknowledged. A bad topic is noticed at sending and ends the connection.
    /// </summary>
    /// <returns>The message id, 1 to 65535.</returns>
    /// <exception cref="MqttClientException">The queue is full.</exception>
    /// <exception cref="NotSupportedException">
    /// QoS 2, or a content type or user properties, which need MQTT 5.
    /// </exception>
    public ushort Publish(
        string topic,
        byte[] message,
        string? contentType,
        ArrayList? userProperties,
        MqttQoSLevel qosLevel,
        bool retain)
    {
        _cycle.ThrowIfLost();
        if (!string.IsNullOrEmpty(contentType) || userProperties is { Count: > 0 })
        {
            throw new NotSupportedException("A content type and user properties need MQTT 5.");
        }

        MqttPublishPacket packet = PacketFactory.Publication(topic, message, qosLevel, retain);
        return _inflight.TryAdd(packet, Settings.InflightQueueSize, out ushort messageId)
            ? messageId
            : throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
    }

    internal void RaisePublishReceived(MqttMsgPublishEventArgs message)
    {
        MqttMsgPublishReceived?.Invoke(this, message);
    }

    internal void RaisePublished(ushort messageId, bool isPublished)
    {
        MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(messageId, isPublished));
    }

    internal void RaiseSubscribed(ushort messageId, MqttQoSLevel[] granted)
    {
        MqttMsgSubscribed?.Invoke(this, new MqttMsgSubscribedEventArgs(messageId, granted));
    }

    internal void RaiseUnsubscribed(ushort messageId)
    {
        MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs(messageId));
    }

    internal void RaiseConnectionClosed()
    {
        ConnectionClosed?.Invoke(this, EventArgs.Empty);
    }

    private TlsPeer NewPeer(string host, X509Certificate? authority, bool hasClientCertificate, MqttSslProtocols protocol)
    {
        if (hasClientCertificate || protocol != MqttSslProtocols.TLSv1_2)
        {
            throw new NotSupportedException("The virtual board speaks TLS 1.2 without a client certificate: ask for TLSv1_2.");
        }

        return new TlsPeer(_cycle, host, authority?.Net);
    }

    private void LookUp(string brokerHostName, int brokerPort)
    {
        _cycle.ThrowIfLost();
        Settings.Port = brokerPort;
        IPAddress[] addresses = Dns.GetHostAddresses(brokerHostName, AddressFamily.InterNetwork);
        _broker = addresses.Length > 0
            ? new IPEndPoint(addresses[0], brokerPort)
            : throw new SocketException((int)SocketError.HostNotFound);
    }

    private void CloseConnection()
    {
        Interlocked.Exchange(ref _connection, null)?.Close();
    }

    private ushort QueueRequest(MqttPacketWithIdentifier packet)
    {
        _inflight.TryAdd(packet, Settings.InflightQueueSize, out ushort messageId);
        return messageId;
    }
}
