using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.World.Board;
using Wugang.Sim.World.Network;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>Where signed commands come from, and an attacker who has heard them.</summary>
public sealed class CommandDesk
{
    private readonly WorldBroker _broker;
    private readonly SortedDictionary<string, byte[]> _newest = new(StringComparer.Ordinal);
    private readonly HashSet<(string Node, long Id)> _sent = [];
    private long _lastId;

    internal CommandDesk(WorldBroker broker)
    {
        _broker = broker;
    }

    /// <summary>Numbers, signs and publishes a command. A node that is not connected never hears of it.</summary>
    /// <param name="node">Whom it is for.</param>
    /// <param name="command">What is asked, still without number.</param>
    /// <param name="isForged">Whether it is signed with a key that is none of the node's.</param>
    public void Send(ScenarioNode node, Command command, bool isForged)
    {
        NodeKeys keys = node.World.Keys;
        byte[] secret = isForged ? new byte[NodeKey.SecretBytes] : keys.KeySecret;
        command.Id = ++_lastId;
        byte[] message = command.Write(new NodeKey(keys.KeyId, secret, new WorldMac()), node.World.Settings.Node);
        if (!isForged)
        {
            _newest[node.Number] = message;
            _sent.Add((node.Number, command.Id));
        }

        Publish(node, message);
    }

    /// <summary>Signs and publishes a configuration in its parts.</summary>
    /// <param name="node">Whom it is for.</param>
    /// <param name="configuration">Canonical text, good or not.</param>
    /// <param name="expiresMs">Until when the node may take it, milliseconds since 1970 UTC.</param>
    /// <param name="by">The person who asks.</param>
    /// <param name="isForged">Whether it is signed with a key that is none of the node's.</param>
    public void Send(ScenarioNode node, byte[] configuration, long expiresMs, string by, bool isForged)
    {
        NodeKeys keys = node.World.Keys;
        NodeKey key = new(keys.KeyId, isForged ? new byte[NodeKey.SecretBytes] : keys.KeySecret, new WorldMac());
        foreach (byte[] part in ConfigurationPart.Split(key, node.World.Settings.Node, configuration, ++_lastId, expiresMs, by))
        {
            Publish(node, part);
        }
    }

    /// <summary>Whether a good command with this number was meant for the node.</summary>
    public bool WasSent(ScenarioNode node, long id)
    {
        return _sent.Contains((node.Number, id));
    }

    /// <summary>Publishes the newest good command once more, as somebody who recorded it.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public void Replay(ScenarioNode node)
    {
        Publish(node, _newest.TryGetValue(node.Number, out byte[]? message)
            ? message
            : throw new InvalidOperationException($"Node {node.Number} was sent no command yet."));
    }

    private void Publish(ScenarioNode node, byte[] message)
    {
        _broker.Publish(new Topics(node.World.Settings.Node).Command, message, isRetained: false);
    }
}
