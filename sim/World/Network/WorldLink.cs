using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Network;

/// <summary>
/// A node's connection to the broker over a path that can be cut. As over TCP, what is under way while the path is cut
/// waits for it; it is lost once both ends have given the connection up.
/// </summary>
public sealed class WorldLink : ITelemetryLink
{
    /// <summary>Time that a message usually takes in either direction, in milliseconds.</summary>
    public const int LatencyMs = 20;

    /// <summary>Time to connect, to sign in and to subscribe, in milliseconds.</summary>
    public const int ConnectMs = 200;

    /// <summary>Silence after which either end gives a connection up: one and a half keep-alive times, in milliseconds.</summary>
    public const int GiveUpMs = 45_000;

    private const int UnreachableMs = 5000;
    private const int RepeatAfterMs = 1000;
    private const int StallMinMs = 3000;
    private const int StallMaxMs = 15_000;

    private readonly VirtualTime _time;
    private readonly WorldBroker _broker;
    private readonly Topics _topics;
    private readonly SeededRandom _random;
    private readonly Faults _faults;
    private readonly List<Action> _underWay = [];
    private byte[]? _acknowledgement;
    private MessageRing _commands = new();
    private BrokerConnection? _connection;
    private long _lastArrivalMs;
    private int _unanswered;
    private int _life;
    private int _cuts;

    internal WorldLink(VirtualTime time, WorldBroker broker, NodeId node, SeededRandom random, Faults faults)
    {
        _time = time;
        _broker = broker;
        _topics = new Topics(node);
        _random = random;
        _faults = faults;
    }

    /// <summary>The state has changed or a message has come.</summary>
    internal event Action? Changed;

    /// <summary>The network keeps the whole board from running for so many milliseconds.</summary>
    internal event Action<long>? Stalled;

    /// <summary>The node takes what came on its topic of acknowledgements.</summary>
    public event Action<byte[]>? Acknowledged;

    /// <summary>The node has handed a message to the connection.</summary>
    public event Action<string, byte[]>? Sent;

    /// <summary>Whether the path between node and broker is whole.</summary>
    public bool IsPathUp { get; private set; } = true;

    public LinkState State { get; private set; } = LinkState.Down;

    public void Connect(byte[] will, long earliestUnixMs)
    {
        if (State != LinkState.Down)
        {
            return;
        }

        SetState(LinkState.Connecting);
        long stallMs = _random.Happens(_faults.StalledConnects) ? _random.Between(StallMinMs, StallMaxMs) : 0;
        if (stallMs > 0)
        {
            Stalled?.Invoke(stallMs);
        }

        int life = _life;
        _time.After(stallMs + (IsPathUp ? ConnectMs : UnreachableMs), () => FinishConnecting(life, will));
    }

    public bool Publish(string topic, byte[] payload, int offset, int count, bool isRetained)
    {
        if (State != LinkState.Up || _unanswered == Limits.MaxUnansweredPublishes)
        {
            return false;
        }

        BrokerConnection connection = _connection!;
        byte[] message = payload.AsSpan(offset, count).ToArray();
        _unanswered++;
        Sent?.Invoke(topic, message);
        if (_random.Happens(_faults.LostMessages))
        {
            _time.After(RepeatAfterMs, () => Answer(connection));
            return true;
        }

        Send(connection, () => Arrive(connection, topic, message, isRetained), 0);
        if (_random.Happens(_faults.RepeatedMessages))
        {
            Send(connection, () => _broker.Publish(topic, message, isRetained), RepeatAfterMs);
        }

        return true;
    }

    public byte[]? TakeAcknowledgement()
    {
        byte[]? acknowledgement = _acknowledgement;
        _acknowledgement = null;
        if (acknowledgement is not null)
        {
            Acknowledged?.Invoke(acknowledgement);
        }

        return acknowledgement;
    }

    public byte[]? TakeCommand()
    {
        return _commands.Take();
    }

    /// <summary>Cuts the path. Both ends notice only by the silence.</summary>
    public void CutPath()
    {
        if (!IsPathUp)
        {
            return;
        }

        IsPathUp = false;
        int cut = ++_cuts;
        _time.After(GiveUpMs, () => GiveUpAfter(cut));
    }

    /// <summary>Makes the path whole; what was under way goes on.</summary>
    public void MendPath()
    {
        IsPathUp = true;
        _cuts++;
        Action[] underWay = [.. _underWay];
        _underWay.Clear();
        foreach (Action arrive in underWay)
        {
            _time.After(LatencyMs, arrive);
        }

        // The broker has broken the connection off meanwhile: the next thing that is sent tells the node.
        if (_connection is { IsOpen: false } broken)
        {
            _time.After(LatencyMs, () => Lose(broken));
        }
    }

    /// <summary>The node falls silent; the broker notices later.</summary>
    internal void LosePower()
    {
        _life++;
        _acknowledgement = null;
        _commands = new MessageRing();
        _unanswered = 0;
        State = LinkState.Down;
        if (_connection is { IsOpen: true } connection)
        {
            _time.After(GiveUpMs, () => _broker.GiveUp(connection));
        }
    }

    private void FinishConnecting(int life, byte[] will)
    {
        if (life != _life)
        {
            return;
        }

        if (_connection is { IsOpen: true } before)
        {
            // The same client signs in anew: the broker ends the connection it still had.
            _broker.GiveUp(before);
        }

        if (!IsPathUp || !_broker.IsUp)
        {
            SetState(LinkState.Down);
            return;
        }

        BrokerConnection? connection = null;
        connection = new BrokerConnection(
            topic => topic == _topics.Acknowledgement || topic == _topics.Command,
            _topics.Online,
            will,
            (topic, payload) => Send(connection!, () => Receive(life, topic, payload), 0),
            () => NoticeBreak(connection!));
        (_connection, _unanswered) = (connection, 0);
        SetState(LinkState.Up);
        _broker.Accept(connection);
    }

    /// <summary>Lets something happen at the other end, behind all that was sent before.</summary>
    private void Send(BrokerConnection connection, Action arrive, int extraMs)
    {
        long delayMs = LatencyMs + extraMs;
        delayMs += _faults.ExtraLatencyMaxMs == 0 ? 0 : _random.Next(_faults.ExtraLatencyMaxMs + 1);
        _lastArrivalMs = Math.Max(_lastArrivalMs, _time.NowMs + delayMs);
        _time.At(_lastArrivalMs, () => Pass(connection, arrive));
    }

    private void Pass(BrokerConnection connection, Action arrive)
    {
        if (!IsPathUp)
        {
            _underWay.Add(() => Pass(connection, arrive));
        }
        else if (connection.IsOpen)
        {
            arrive();
        }
    }

    private void Arrive(BrokerConnection connection, string topic, byte[] message, bool isRetained)
    {
        _broker.Publish(topic, message, isRetained);
        Send(connection, () => Answer(connection), 0);
    }

    private void Answer(BrokerConnection connection)
    {
        _unanswered -= connection == _connection && _unanswered > 0 ? 1 : 0;
    }

    private void Receive(int life, string topic, byte[] payload)
    {
        if (life != _life || payload.Length > Limits.MaxRecordBytes)
        {
            return;
        }

        if (topic == _topics.Command)
        {
            _commands.Add(payload);
        }
        else
        {
            // Only the newest counts: it covers all before it.
            _acknowledgement = payload;
        }

        Changed?.Invoke();
    }

    private void NoticeBreak(BrokerConnection connection)
    {
        if (IsPathUp)
        {
            _time.After(LatencyMs, () => Lose(connection));
        }
    }

    private void GiveUpAfter(int cut)
    {
        if (cut != _cuts || IsPathUp)
        {
            return;
        }

        _underWay.Clear();
        if (_connection is { } connection)
        {
            _broker.GiveUp(connection);
            Lose(connection);
        }
    }

    private void Lose(BrokerConnection connection)
    {
        if (connection == _connection && State == LinkState.Up)
        {
            SetState(LinkState.Down);
        }
    }

    private void SetState(LinkState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
