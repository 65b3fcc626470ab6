using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Wugang.Sim.Board;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// One connection of a client, from CONNECT to the end, with the library's four threads: receive, send, keep
/// alive, and dispatch, which calls the firmware's handlers one after the other.
/// </summary>
/// <remarks>
/// When the mains is lost the socket closes without a DISCONNECT and the threads end without calling anybody.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "Its threads outlive its end.")]
internal sealed class MqttConnection
{
    private const int JoinTimeoutMs = 1000;

    private readonly PowerCycle _cycle;
    private readonly MqttClient _owner;
    private readonly MqttSettings _settings;
    private readonly InflightQueue _inflight;
    private readonly MqttWire _wire;
    private readonly CancellationTokenRegistration _onPowerLost;
    private readonly ConcurrentQueue<Action> _events = new();
    private readonly AutoResetEvent _eventsChanged = new(false);
    private readonly AutoResetEvent _pong = new(false);
    private readonly ManualResetEvent _stopped = new(false);
    private Thread? _sender;
    private int _isEnded;
    private volatile bool _isOpen;
    private volatile bool _isClosing;

    public MqttConnection(PowerCycle cycle, MqttClient owner, InflightQueue inflight)
    {
        _cycle = cycle;
        _owner = owner;
        _settings = owner.Settings;
        _inflight = inflight;
        _wire = new MqttWire(cycle.Board.Wifi);
        _onPowerLost = cycle.Lost.Register(Stop);
    }

    /// <summary>The broker has accepted the connection and its end has not been noticed.</summary>
    public bool IsOpen => _isOpen && !_isClosing;

    private bool IsStopped => _stopped.WaitOne(0);

    /// <summary>
    /// Connects, waits for the broker's verdict and, if it is favourable, starts the threads.
    /// </summary>
    /// <exception cref="MqttConnectionException">The broker cannot be reached.</exception>
    /// <exception cref="MqttCommunicationException">
    /// No verdict within <see cref="MqttSettings.DefaultTimeout"/>, or the broker hung up.
    /// </exception>
    /// <exception cref="MqttClientException">The will is wrong.</exception>
    public MqttReasonCode Open(IPEndPoint broker, TlsPeer? tls, MqttProtocolVersion version, ConnectRequest request)
    {
        _wire.Open(broker, tls, version);
        _wire.Send(request.ToPacket());
        if (_wire.Receive(MqttSettings.DefaultTimeout) is not MqttConnAckPacket answer)
        {
            throw new MqttCommunicationException(
                new MqttClientException(MqttClientErrorCode.WrongBrokerMessage));
        }

        if (answer.ReturnCode == MqttConnectReturnCode.ConnectionAccepted)
        {
            _isOpen = true;
            InflightSender sender = new(_inflight, _wire, _settings, OnGaveUp);
            _sender = Start(() => sender.Run(_stopped), "MQTT send");
            Start(ReceiveLoop, "MQTT receive");
            Start(DispatchLoop, "MQTT dispatch");
            if (request.KeepAliveSeconds != 0)
            {
                Start(() => KeepAliveLoop(request.KeepAliveSeconds * 1000), "MQTT keep alive");
            }
        }

        return (MqttReasonCode)(int)answer.ReturnCode;
    }

    /// <summary>
    /// Says goodbye, so that the broker drops the will, then closes from the dispatch thread.
    /// </summary>
    /// <exception cref="MqttCommunicationException">The goodbye could not be sent.</exception>
    public void Disconnect()
    {
        _wire.Send(new MqttDisconnectPacket());
        BeginClosing();
    }

    /// <summary>Closes the socket without a goodbye and drops everything queued. Raises no event.</summary>
    public void Close()
    {
        if (!TryEnd())
        {
            return;
        }

        if (_sender is not null && _sender != Thread.CurrentThread)
        {
            _sender.Join(JoinTimeoutMs);
        }

        _inflight.Clear();
        _events.Clear();
    }

    /// <summary>Makes way for the next connection of the same client, which takes over the queue.</summary>
    public void Abandon()
    {
        TryEnd();
    }

    /// <summary>
    /// Has the dispatch thread close the connection and raise ConnectionClosed after all earlier events.
    /// </summary>
    private void BeginClosing()
    {
        _isClosing = true;
        _eventsChanged.Set();
    }

    private bool TryEnd()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
        {
            return false;
        }

        _onPowerLost.Unregister();
        Stop();
        return true;
    }

    private void Stop()
    {
        _isClosing = true;
        _stopped.Set();
        _wire.Dispose();
    }

    private Thread Start(Action loop, string name)
    {
        Thread thread = new(Run) { IsBackground = true, Name = name };
        thread.Start();
        return thread;

        void Run()
        {
            _cycle.Enter();
            _cycle.RunFirmware(() => RunUntilBroken(loop));
        }
    }

    /// <summary>Whatever breaks one of the loops, bad topic or broken socket, ends the connection.</summary>
    private void RunUntilBroken(Action loop)
    {
        try
        {
            loop();
        }
        catch (Exception exception) when (exception is MqttCommunicationException or MqttClientException)
        {
            BeginClosing();
        }
    }

    private void ReceiveLoop()
    {
        while (!IsStopped)
        {
            switch (_wire.Receive(Timeout.Infinite))
            {
                case MqttPublishPacket publication:
                    Accept(publication);
                    break;

                case MqttPubAckPacket answer when _inflight.RemoveAnswered(answer):
                    Raise(() => _owner.RaisePublished(answer.PacketIdentifier, isPublished: true));
                    break;

                case MqttSubAckPacket answer when _inflight.RemoveAnswered(answer):
                    MqttQoSLevel[] granted = [.. answer.ReasonCodes.Select(code => (MqttQoSLevel)(int)code)];
                    Raise(() => _owner.RaiseSubscribed(answer.PacketIdentifier, granted));
                    break;

                case MqttUnsubAckPacket answer when _inflight.RemoveAnswered(answer):
                    Raise(() => _owner.RaiseUnsubscribed(answer.PacketIdentifier));
                    break;

                case MqttPingRespPacket:
                    _pong.Set();
                    break;

                default:
                    break; // An answer that nobody waits for any more.
            }
        }
    }

    private void Accept(MqttPublishPacket publication)
    {
        // Incoming messages take a place in the same queue: when it is full they vanish, unacknowledged.
        if (_inflight.Count >= _settings.InflightQueueSize)
        {
            return;
        }

        // Acknowledged before the handler runs: a power cut in between loses the message.
        if (publication.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtLeastOnce)
        {
            _wire.Send(new MqttPubAckPacket { PacketIdentifier = publication.PacketIdentifier });
        }

        MqttMsgPublishEventArgs message = new(
            publication.Topic,
            publication.Payload.ToArray(),
            publication.Dup,
            (MqttQoSLevel)(int)publication.QualityOfServiceLevel,
            publication.Retain);
        Raise(() => _owner.RaisePublishReceived(message));
    }

    private void KeepAliveLoop(int periodMs)
    {
        while (!IsStopped)
        {
            int restMs = (int)(_wire.LastSentMs + periodMs - Environment.TickCount64);
            if (restMs > 0)
            {
                _stopped.WaitOne(restMs);
                continue;
            }

            _pong.Reset();
            _wire.Send(new MqttPingReqPacket());
            if (WaitHandle.WaitAny([_stopped, _pong], periodMs) == WaitHandle.WaitTimeout)
            {
                throw new MqttCommunicationException();
            }
        }
    }

    private void OnGaveUp(ushort messageId)
    {
        Raise(() => _owner.RaisePublished(messageId, isPublished: false));
    }

    private void Raise(Action handlerCall)
    {
        _events.Enqueue(handlerCall);
        _eventsChanged.Set();
    }

    private void DispatchLoop()
    {
        WaitHandle[] wakers = [_stopped, _eventsChanged];
        while (!IsStopped)
        {
            if (_events.TryDequeue(out Action? handlerCall))
            {
                CallHandler(handlerCall);
            }
            else if (_isClosing)
            {
                Close();
                CallHandler(_owner.RaiseConnectionClosed);
                return;
            }
            else
            {
                WaitHandle.WaitAny(wakers);
            }
        }
    }

    /// <summary>
    /// A handler that throws ends the connection; nobody else learns of its exception, as on the device.
    /// </summary>
    private void CallHandler(Action handlerCall)
    {
        _cycle.ThrowIfLost();
        try
        {
            handlerCall();
        }
        catch (Exception exception) when (exception is not PowerLostException)
        {
            BeginClosing();
        }
    }
}
