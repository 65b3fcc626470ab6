using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.LowLevelClient;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using Wugang.Sim.Board;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// One TCP connection, with or without TLS, that carries MQTT packets, with blocking calls. Any thread may send. What is under way while the board's radio
/// reaches nobody waits for it, the end of the connection too.
/// </summary>
internal sealed class MqttWire : IDisposable
{
    private readonly Lock _sendGate = new();
    private readonly ILowLevelMqttClient _client = new MqttClientFactory().CreateLowLevelMqttClient();
    private readonly CancellationTokenSource _closed = new();
    private readonly Queue<MqttPacket> _waiting = new();
    private readonly VirtualWifi _wifi;
    private long _lastSentMs;

    public MqttWire(VirtualWifi wifi)
    {
        _wifi = wifi;
        _wifi.CameIntoReach += SendWaiting;
    }

    /// <summary>Host uptime at the last sent packet, in milliseconds.</summary>
    public long LastSentMs => Interlocked.Read(ref _lastSentMs);

    /// <summary>Connects without a time limit of its own, as the device does.</summary>
    /// <exception cref="MqttConnectionException">The broker cannot be reached.</exception>
    public void Open(IPEndPoint broker, TlsPeer? tls, MqttProtocolVersion version)
    {
        if (!_wifi.IsInReach)
        {
            throw new MqttConnectionException("The network cannot be reached", new SocketException((int)SocketError.NetworkUnreachable));
        }

        MqttClientOptions options = new()
        {
            ProtocolVersion = ToWireVersion(version),
            ChannelOptions = new MqttClientTcpOptions
            {
                RemoteEndpoint = broker,
                // A reset could overtake a DISCONNECT that is still under way.
                LingerState = new LingerOption(false, 0),
                TlsOptions = tls?.Options ?? new MqttClientTlsOptions(),
            },
        };
        try
        {
            _client.ConnectAsync(options, _closed.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            throw tls?.Refusal is { } refusal ? new MqttConnectionException("Exception connecting to the broker", new AuthenticationException(refusal))
                : exception.GetBaseException() is SocketException socket
                ? new MqttConnectionException(
                    $"Socket exception connecting to the broker: {socket.ErrorCode}", socket)
                : new MqttConnectionException("Exception connecting to the broker", exception);
        }
    }

    /// <exception cref="MqttCommunicationException">The connection is broken or closed.</exception>
    public void Send(MqttPacket packet)
    {
        try
        {
            lock (_sendGate)
            {
                _waiting.Enqueue(packet);
                if (_wifi.IsInReach)
                {
                    SendAll();
                }

                Interlocked.Exchange(ref _lastSentMs, Environment.TickCount64);
            }
        }
        catch (Exception exception)
        {
            throw new MqttCommunicationException(exception);
        }
    }

    /// <summary>Waits for the next packet.</summary>
    /// <param name="timeoutMs">Milliseconds, or <see cref="Timeout.Infinite"/>.</param>
    /// <exception cref="MqttCommunicationException">
    /// Nothing came in time, or the connection ended.
    /// </exception>
    public MqttPacket Receive(int timeoutMs)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        limit.CancelAfter(timeoutMs);
        try
        {
            MqttPacket? packet = _client.ReceiveAsync(limit.Token).GetAwaiter().GetResult();
            _wifi.AwaitReach(limit.Token);
            limit.Token.ThrowIfCancellationRequested();
            Note(packet, isSent: false);
            return packet ?? throw new MqttCommunicationException();
        }
        catch (Exception exception) when (exception is not MqttCommunicationException)
        {
            _wifi.AwaitReach(limit.Token);
            throw new MqttCommunicationException(exception);
        }
    }

    /// <summary>Closes the socket without an MQTT DISCONNECT and ends all waiting calls.</summary>
    public void Dispose()
    {
        _wifi.CameIntoReach -= SendWaiting;
        _closed.Cancel();
        _client.Dispose();
    }

    private void SendAll()
    {
        while (_waiting.TryDequeue(out MqttPacket? packet))
        {
            _client.SendAsync(packet, _closed.Token).GetAwaiter().GetResult();
            Note(packet, isSent: true);
        }
    }

    private void Note(MqttPacket? packet, bool isSent)
    {
        if (packet is MqttPublishPacket publication)
        {
            _wifi.NotePassed(new VirtualPublication(isSent, publication.Topic, publication.Payload.ToArray()));
        }
    }

    private void SendWaiting()
    {
        try
        {
            lock (_sendGate)
            {
                SendAll();
            }
        }
        catch (Exception)
        {
            // The connection has ended meanwhile: whoever receives learns of it.
        }
    }

    private static MQTTnet.Formatter.MqttProtocolVersion ToWireVersion(MqttProtocolVersion version)
    {
        return version switch
        {
            MqttProtocolVersion.Version_3_1 => MQTTnet.Formatter.MqttProtocolVersion.V310,
            MqttProtocolVersion.Version_3_1_1 => MQTTnet.Formatter.MqttProtocolVersion.V311,
            MqttProtocolVersion.Version_5 => throw new NotSupportedException(
                "The virtual board speaks MQTT 3.1.1: leave ProtocolVersion at its default Version_3_1_1."),
            _ => throw new ArgumentOutOfRangeException(nameof(version)),
        };
    }
}
