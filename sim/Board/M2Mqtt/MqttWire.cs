using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.LowLevelClient;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;

namespace nanoFramework.M2Mqtt;

/// <summary>One TCP connection that carries MQTT packets, with blocking calls. Any thread may send.</summary>
internal sealed class MqttWire : IDisposable
{
    private readonly Lock _sendGate = new();
    private readonly ILowLevelMqttClient _client = new MqttClientFactory().CreateLowLevelMqttClient();
    private readonly CancellationTokenSource _closed = new();
    private long _lastSentMs;

    /// <summary>Host uptime at the last sent packet, in milliseconds.</summary>
    public long LastSentMs => Interlocked.Read(ref _lastSentMs);

    /// <summary>Connects without a time limit of its own, as the device does.</summary>
    /// <exception cref="MqttConnectionException">The broker cannot be reached.</exception>
    public void Open(IPEndPoint broker, MqttProtocolVersion version)
    {
        MqttClientOptions options = new()
        {
            ProtocolVersion = ToWireVersion(version),
            ChannelOptions = new MqttClientTcpOptions
            {
                RemoteEndpoint = broker,
                // A reset could overtake a DISCONNECT that is still under way.
                LingerState = new LingerOption(false, 0),
            },
        };
        try
        {
            _client.ConnectAsync(options, _closed.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            throw exception.GetBaseException() is SocketException socket
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
                _client.SendAsync(packet, _closed.Token).GetAwaiter().GetResult();
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
            return _client.ReceiveAsync(limit.Token).GetAwaiter().GetResult()
                ?? throw new MqttCommunicationException();
        }
        catch (Exception exception) when (exception is not MqttCommunicationException)
        {
            throw new MqttCommunicationException(exception);
        }
    }

    /// <summary>Closes the socket without an MQTT DISCONNECT and ends all waiting calls.</summary>
    public void Dispose()
    {
        _closed.Cancel();
        _client.Dispose();
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
