using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Board;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.App;

/// <summary>What the supervisor signed for a node as its board hears it, each command and configuration once.</summary>
internal sealed class HeardCommands
{
    private readonly NodeId _node;
    private readonly Topics _topics;
    private readonly NodeKey _key;
    private readonly Lock _lock = new();
    private readonly List<byte[]> _parts = [];
    private long _newestId;
    private long _configurationId;

    /// <param name="board">The board.</param>
    /// <param name="node">The node that runs on it.</param>
    /// <param name="keys">Its keys.</param>
    public HeardCommands(VirtualBoard board, NodeId node, NodeKeys keys)
    {
        (_node, _topics, _key) = (node, new Topics(node), new NodeKey(keys.KeyId, keys.KeySecret, new SystemMac()));
        board.Wifi.Passed += Note;
    }

    /// <summary>A command has arrived; raised on the firmware's thread.</summary>
    public event Action<Command>? Heard;

    /// <summary>A configuration has arrived whole, its text and the person who asked; raised on the firmware's thread.</summary>
    public event Action<byte[], string>? Configured;

    private void Note(VirtualPublication message)
    {
        if (message.IsSent || message.Topic != _topics.Command)
        {
            return;
        }

        Command command = new();
        ConfigurationPart part = new();
        if (command.Read(message.Payload, _node) == ReadStatus.Ok && IsGenuine(command.Signed))
        {
            Note(command);
        }
        else if (part.Read(message.Payload, _node) == ReadStatus.Ok && IsGenuine(part.Signed))
        {
            Note(part);
        }
    }

    private bool IsGenuine(SignedRange signed)
    {
        return signed.Names(_key) && signed.IsSignedBy(_key);
    }

    private void Note(Command command)
    {
        lock (_lock)
        {
            if (command.Id <= _newestId)
            {
                return; // The broker delivers at least once.
            }

            _newestId = command.Id;
        }

        Heard?.Invoke(command);
    }

    private void Note(ConfigurationPart part)
    {
        byte[] text;
        lock (_lock)
        {
            if (part.Part == 0 && part.Id > _configurationId)
            {
                _configurationId = part.Id;
                _parts.Clear();
            }

            if (part.Id != _configurationId || part.Part != _parts.Count)
            {
                return; // It comes again, or one before it was lost.
            }

            _parts.Add(part.Content);
            if (_parts.Count < part.PartCount)
            {
                return;
            }

            text = [.. _parts.SelectMany(content => content)];
        }

        Configured?.Invoke(text, part.By);
    }
}
