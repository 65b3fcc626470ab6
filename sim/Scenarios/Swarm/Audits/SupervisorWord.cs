using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>Tells the acknowledgements that the supervisor signed for a node from all else that comes on their topic.</summary>
internal sealed class SupervisorWord(ScenarioNode node)
{
    private readonly Acknowledgement _acknowledgement = new();
    private readonly NodeKey _key = new(node.World.Keys.KeyId, node.World.Keys.KeySecret, new WorldMac());

    /// <summary>What a message says, valid until the next, or null where it is not the supervisor's.</summary>
    public Acknowledgement? Read(byte[] message)
    {
        bool isGenuine = _acknowledgement.Read(message, node.World.Settings.Node) == ReadStatus.Ok
            && _acknowledgement.Signed.IsSignedBy(_key);
        return isGenuine ? _acknowledgement : null;
    }
}
