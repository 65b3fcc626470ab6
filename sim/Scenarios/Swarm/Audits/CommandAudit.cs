using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>A node answers only commands that were sent to it, each once.</summary>
internal sealed class CommandAudit
{
    private readonly HashSet<long> _answered = [];

    public CommandAudit(CommandDesk desk, ScenarioNode node, Referee referee)
    {
        SlotWitness memory = new(node.World, "safety", copies: 2);
        node.Journal.Recorded += record =>
        {
            if (record.Content is not RecordContent.Acted { Id: > 0 } act)
            {
                return;
            }

            if (!desk.WasSent(node, act.Id))
            {
                referee.Report("nothing_forged", $"node {node.Number} obeyed the command {act.Id}, which nobody sent to it");
            }

            if (!_answered.Add(act.Id) && !memory.IsSpoilt)
            {
                referee.Report("command_once", $"node {node.Number} answered the command {act.Id} twice");
            }
        };
    }
}
