using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Somebody who hears all that is published, may publish anything and keep anything back, but has no key of a node.</summary>
internal sealed class Attacker
{
    private const long SecondMs = 1000;
    private const long MinuteMs = 60 * SecondMs;
    private const int RememberedOfKind = 200;
    private const int PlayedMax = 60;
    private const int PlayEveryMs = 30_000;
    private const int GarbageMaxBytes = 3000;
    private const int BurglaryOneIn = 40;

    private readonly ScenarioWorld _world;
    private readonly SeededRandom _random;
    private readonly NodeKey _ownKey;
    private readonly SortedDictionary<string, List<(string Topic, byte[] Bytes)>> _heard = new(StringComparer.Ordinal);
    private bool _isActing;
    private bool _isBurgling;

    public Attacker(ScenarioWorld world, Recurrence recurrence, int attacksWeekly, long seed)
    {
        _world = world;
        _random = new SeededRandom(seed, "attacker/memory");
        byte[] secret = new byte[NodeKey.SecretBytes];
        _random.Fill(secret);

        // The name of the key is no secret; its bytes are.
        _ownKey = new NodeKey(world.Nodes[0].World.Keys.KeyId, secret, new WorldMac());
        if (attacksWeekly > 0)
        {
            world.Broker.Published += Hear;
            recurrence.FaultWeekly("attacker", attacksWeekly, Attack);
        }
    }

    private void Hear(string topic, byte[] bytes)
    {
        if (_isActing)
        {
            return;
        }

        string kind = topic[(topic.LastIndexOf('/') + 1)..];
        if (!_heard.TryGetValue(kind, out List<(string Topic, byte[] Bytes)>? heard))
        {
            _heard[kind] = heard = [];
        }

        if (heard.Count < RememberedOfKind)
        {
            heard.Add((topic, bytes));
        }
        else if (_random.Next(4) == 0)
        {
            heard[(int)_random.Next(RememberedOfKind)] = (topic, bytes);
        }
    }

    private void Attack(SeededRandom random)
    {
        ScenarioNode node = _world.Nodes[(int)random.Next(_world.Nodes.Count)];
        if (random.Next(BurglaryOneIn) == 0)
        {
            Burgle(node, random);
            return;
        }

        switch (random.Next(7))
        {
            case 0 or 1:
                Replay(random, (topic, bytes) => Publish(topic, bytes));
                break;
            case 2:
                Replay(random, (topic, bytes) => Publish(TopicOf(node, topic), bytes));
                break;
            case 3:
                Replay(random, (topic, bytes) => Publish(topic, Tamper(bytes, random)));
                break;
            case 4:
                ForgeRecord(node, random);
                break;
            case 5:
                ForgeSupervisor(node, random);
                break;
            default:
                byte[] garbage = new byte[random.Next(GarbageMaxBytes)];
                random.Fill(garbage);
                Publish(TopicOf(node, "/journal"), garbage);
                break;
        }
    }

    private void Replay(SeededRandom random, Action<string, byte[]> publish)
    {
        if (_heard.Count > 0)
        {
            List<(string Topic, byte[] Bytes)> heard = _heard.ElementAt((int)random.Next(_heard.Count)).Value;
            (string topic, byte[] bytes) = heard[(int)random.Next(heard.Count)];
            publish(topic, bytes);
        }
    }

    private static byte[] Tamper(byte[] bytes, SeededRandom random)
    {
        byte[] tampered = [.. bytes];
        tampered[random.Next(tampered.Length)] ^= (byte)(1 << (int)random.Next(7));
        return tampered;
    }

    /// <summary>A record in the right place of the chain that says all is well, signed with the wrong key.</summary>
    private void ForgeRecord(ScenarioNode node, SeededRandom random)
    {
        NodeId id = node.World.Settings.Node;
        long boot = node.Truth.Lives[^1].Boot + random.Next(2);
        RecordWriter writer = new(id, boot, _ownKey);
        ClockReading now = ClockReading.At(_world.Time.NowMs, 500, ClockQuality.Sync);
        ChainLink head = new();
        if (node.Journal.Find(node.Journal.NewestSequence) is { } newest)
        {
            RecordReader reader = new();
            reader.Read(newest.Bytes, 0, newest.Bytes.Length);
            head.MoveTo(newest.Sequence, reader.Signed.Signature);
        }

        writer.Begin(RecordKind.Fault).Name("fault").Text("mains").Name("state").Text("ended");
        writer.EndJournaled(head, now, random.Scaled(1, 1_000_000));
        Publish(TopicOf(node, "/journal"), writer.Signed.ToArray());
        Publish(TopicOf(node, "/online"), Presence.Write(_ownKey, id, boot + 1, 1, random.Next(2) == 0));
    }

    /// <summary>An acknowledgement of everything and a command, signed with the wrong key.</summary>
    private void ForgeSupervisor(ScenarioNode node, SeededRandom random)
    {
        byte[] challenge = new byte[Acknowledgement.ChallengeBytes];
        random.Fill(challenge);
        long sequence = random.Next(node.Journal.NewestSequence + 2);
        Publish(
            TopicOf(node, "/ack"),
            Acknowledgement.Write(_ownKey, node.World.Settings.Node, sequence, _world.Time.NowMs + random.Scaled(1, 1L << 40), challenge));
        Command command = new() { Act = "unset", By = "duty_desk", ExpiresUnixMs = _world.Time.NowMs + MinuteMs, Id = 1L << 40 };
        Publish(TopicOf(node, "/cmd"), command.Write(_ownKey, node.World.Settings.Node));
    }

    /// <summary>
    /// Keeps back for a while what a node says, then cuts its power and plays back what it said, as if it still lived.
    /// </summary>
    private void Burgle(ScenarioNode node, SeededRandom random)
    {
        if (_isBurgling)
        {
            return;
        }

        _isBurgling = true;
        _world.Trace.Add($"attacker keeps back what node {node.Number} says");
        string state = TopicOf(node, "/state");
        string online = TopicOf(node, "/online");
        string acknowledgement = TopicOf(node, "/ack");
        bool isDeaf = random.Next(2) == 0;
        Queue<(string Topic, byte[] Bytes)> held = [];
        _world.Broker.Interceptor = (topic, bytes) =>
        {
            bool isHeld = !_isActing && (topic == state || topic == online);
            if (isHeld)
            {
                held.Enqueue((topic, bytes));
            }

            return isHeld || (isDeaf && topic == acknowledgement);
        };
        _world.Time.After(random.Scaled(MinuteMs, 120 * MinuteMs), () =>
        {
            _world.Trace.Add($"attacker cuts the power of node {node.Number} and plays it back");
            node.World.PowerOff();
            node.Look();
            PlayBack(node, held, PlayedMax);
        });
    }

    private void PlayBack(ScenarioNode node, Queue<(string Topic, byte[] Bytes)> held, int left)
    {
        if (left == 0 || !held.TryDequeue(out (string Topic, byte[] Bytes) next))
        {
            _world.Broker.Interceptor = null;
            _isBurgling = false;
            node.World.PowerOn();
            node.Look();
            return;
        }

        Publish(next.Topic, next.Bytes);
        _world.Time.After(PlayEveryMs, () => PlayBack(node, held, left - 1));
    }

    private void Publish(string topic, byte[] bytes)
    {
        _isActing = true;
        _world.Broker.Publish(topic, bytes, isRetained: _random.Next(2) == 0);
        _isActing = false;
    }

    private static string TopicOf(ScenarioNode node, string topic)
    {
        string journal = new Topics(node.World.Settings.Node).Journal;
        return journal[..journal.LastIndexOf('/')] + topic[topic.LastIndexOf('/')..];
    }
}
