using Wugang.Firmware.Core;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>What a node keeps on its flash stays within its named maxima, and so does what the supervisor remembers of it.</summary>
internal sealed class BoundsAudit
{
    private const string Invariant = "bounds";

    // Boot count, clock floor, open span, safety memory, pulse totals, kinds dropped: two files each.
    private const int SlotBytesMax = 4096;

    public BoundsAudit(ScenarioNode node, Referee referee)
    {
        WorldStorage flash = node.World.Board.Flash;
        flash.Stored += (file, position, bytes) =>
        {
            if (position + bytes.Length > Limits.SegmentBytes)
            {
                referee.Report(Invariant, $"the file {file} of node {node.Number} has {position + bytes.Length} bytes");
            }

            if (flash.UsedBytes > (Limits.MaxSegments * Limits.SegmentBytes) + SlotBytesMax)
            {
                referee.Report(Invariant, $"the flash of node {node.Number} holds {flash.UsedBytes} bytes");
            }
        };
    }
}
