namespace Wugang.Sim.World.Network;

/// <summary>A message that waits at the broker until its receiver has said that it need not come again.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="Payload">Its bytes.</param>
public sealed record WaitingMessage(string Topic, byte[] Payload);

/// <summary>
/// A session that outlives its connection. A message stays until it is acknowledged by hand: a client that dies between
/// storing and acknowledging gets it once more.
/// </summary>
public sealed class BrokerSession
{
    private readonly Predicate<string> _wants;
    private readonly List<WaitingMessage> _waiting = [];

    internal BrokerSession(Predicate<string> wants)
    {
        _wants = wants;
    }

    /// <summary>Messages that were not acknowledged yet, oldest first.</summary>
    public IReadOnlyList<WaitingMessage> Waiting => _waiting;

    /// <summary>A message has come.</summary>
    public event Action? Arrived;

    /// <summary>Lets the oldest messages go: they need not come again.</summary>
    public void Acknowledge(int count)
    {
        // A broker that lost its state has less than what was handed out.
        _waiting.RemoveRange(0, Math.Min(count, _waiting.Count));
    }

    internal void Offer(string topic, byte[] payload)
    {
        if (_wants(topic))
        {
            _waiting.Add(new WaitingMessage(topic, payload));
            Arrived?.Invoke();
        }
    }

    internal void Clear()
    {
        _waiting.Clear();
    }
}
