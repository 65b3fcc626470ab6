namespace Wugang.Sim.World.Network;

/// <summary>One connection of a node as the broker sees it.</summary>
/// <param name="wants">Which topics it has subscribed to.</param>
/// <param name="willTopic">Where its will goes, retained.</param>
/// <param name="will">What is published if the connection is lost.</param>
/// <param name="deliver">Sends a message towards the node.</param>
/// <param name="break">Tells the node's side that the broker broke the connection off.</param>
internal sealed class BrokerConnection(
    Predicate<string> wants,
    string willTopic,
    byte[] will,
    Action<string, byte[]> deliver,
    Action @break)
{
    public string WillTopic => willTopic;

    public byte[] Will => will;

    public bool IsOpen { get; private set; } = true;

    public void Offer(string topic, byte[] payload)
    {
        if (IsOpen && wants(topic))
        {
            deliver(topic, payload);
        }
    }

    public void Break()
    {
        IsOpen = false;
        @break();
    }
}
