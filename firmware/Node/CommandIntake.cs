using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>Takes commands and updates from the connection and hands on those that the supervisor signed for this node.</summary>
internal sealed class CommandIntake
{
    private readonly NodeId _node;
    private readonly NodeKey _key;
    private readonly ITelemetryLink _link;
    private readonly ConfigurationTask _configuration;
    private readonly Command _command = new Command();

    public CommandIntake(NodeId node, NodeKey key, ITelemetryLink link, ConfigurationTask configuration)
    {
        _configuration = configuration;
        _node = node;
        _key = key;
        _link = link;
    }

    /// <summary>Messages since boot that were neither a command nor an update of the supervisor for this node.</summary>
    public long IgnoredCount { get; private set; }

    /// <summary>Hands on what came, as far as there is room for the answers.</summary>
    /// <returns>Whether any command was obeyed or refused.</returns>
    public bool Step(AlarmSystem system)
    {
        bool hasObeyed = false;
        byte[] message = system.Events.HasRoom ? _link.TakeCommand() : null;
        while (message != null)
        {
            if (!IsGenuine(message))
            {
                IgnoredCount += _configuration.Take(message) ? 0 : 1;
            }
            else if (_command.Id > system.LastCommandId)
            {
                system.Obey(_command);
                hasObeyed = true;
            }

            message = system.Events.HasRoom ? _link.TakeCommand() : null;
        }

        return hasObeyed;
    }

    private bool IsGenuine(byte[] message)
    {
        return _command.Read(message, _node) == ReadStatus.Ok
            && _command.Signed.Names(_key)
            && _command.Signed.IsSignedBy(_key);
    }
}
