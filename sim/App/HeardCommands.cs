using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Board;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.App;

/// <summary>The supervisor's commands as a board hears them, each once.</summary>
internal sealed class HeardCommands
{
    private readonly NodeId _node;
    private readonly Topics _topics;
    private readonly NodeKey _key;
    private readonly Lock _lock = new();
    private long _newestId;

    /// <param name="board">The board.</param>
    /// <param name="node">The node that runs on it.</param>
    /// <param name="keys">Its keys.</param>
    public HeardCommands(VirtualBoard board, NodeId node, NodeKeys keys)
    {
        (_node, _topics, _key) = (node, new Topics(node), new NodeKey(keys.KeyId, keys.KeySecret, new SystemMac()));
        board.Wifi.Passed += Note;
    }

    /// <summary>A command has arrived that the supervisor signed; raised on the firmware's thread.</summary>
    public event Action<Command>? Heard;

    private void Note(VirtualPublication message)
    {
        Command command = new();
        if (message.IsSent || message.Topic != _topics.Command || command.Read(message.Payload, _node) != ReadStatus.Ok
            || !command.Signed.Names(_key) || !command.Signed.IsSignedBy(_key))
        {
            return;
        }

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
}
