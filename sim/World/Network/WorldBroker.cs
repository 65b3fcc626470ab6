namespace Wugang.Sim.World.Network;

/// <summary>
/// An MQTT broker in virtual time: retained messages, wills, sessions that outlive their connection, QoS 1. It counts a
/// message as delivered to a lasting session only once that session said so.
/// </summary>
public sealed class WorldBroker
{
    private readonly SortedDictionary<string, byte[]> _retained = new(StringComparer.Ordinal);
    private readonly List<BrokerConnection> _connections = [];
    private readonly List<BrokerSession> _sessions = [];

    public bool IsUp { get; private set; } = true;

    /// <summary>Everything that anybody publishes, before it is passed on.</summary>
    public event Action<string, byte[]>? Published;

    /// <summary>Somebody in the middle, who is shown what is published and may keep it from everybody by answering true.</summary>
    public Func<string, byte[], bool>? Interceptor { get; set; }

    /// <summary>It takes connections again.</summary>
    public event Action? Started;

    /// <summary>Opens a session that lasts: what comes while its client is away waits for it.</summary>
    /// <param name="wants">Which topics it has subscribed to.</param>
    public BrokerSession OpenSession(Predicate<string> wants)
    {
        BrokerSession session = new(wants);
        _sessions.Add(session);
        return session;
    }

    /// <summary>The session's client subscribes, as it does after each connect: retained messages come once more.</summary>
    public void Subscribe(BrokerSession session)
    {
        foreach ((string topic, byte[] payload) in _retained)
        {
            session.Offer(topic, payload);
        }
    }

    /// <summary>Passes a message on to all that want it, and keeps it where it is retained.</summary>
    public void Publish(string topic, byte[] payload, bool isRetained)
    {
        if (!IsUp || Interceptor?.Invoke(topic, payload) == true)
        {
            return;
        }

        Published?.Invoke(topic, payload);
        if (isRetained)
        {
            _retained[topic] = payload;
        }

        foreach (BrokerSession session in _sessions)
        {
            session.Offer(topic, payload);
        }

        // A delivery can lose its connection on the way, so the list may shrink while it is walked.
        for (int i = _connections.Count - 1; i >= 0; i--)
        {
            _connections[i].Offer(topic, payload);
        }
    }

    /// <summary>Stops without a goodbye: all connections break, and no will is published.</summary>
    public void Stop()
    {
        IsUp = false;
        BrokerConnection[] broken = [.. _connections];
        _connections.Clear();
        foreach (BrokerConnection connection in broken)
        {
            connection.Break();
        }
    }

    /// <summary>Starts again.</summary>
    /// <param name="isForgetful">Whether retained messages and waiting ones are gone.</param>
    public void Start(bool isForgetful)
    {
        IsUp = true;
        if (isForgetful)
        {
            _retained.Clear();
            foreach (BrokerSession session in _sessions)
            {
                session.Clear();
            }
        }

        Started?.Invoke();
    }

    /// <summary>Accepts a connection and hands it the retained messages it wants.</summary>
    internal void Accept(BrokerConnection connection)
    {
        _connections.Add(connection);
        foreach ((string topic, byte[] payload) in _retained)
        {
            connection.Offer(topic, payload);
        }
    }

    /// <summary>Gives a connection up that fell silent, and publishes its will.</summary>
    internal void GiveUp(BrokerConnection connection)
    {
        if (_connections.Remove(connection))
        {
            connection.Break();
            Publish(connection.WillTopic, connection.Will, isRetained: true);
        }
    }
}
