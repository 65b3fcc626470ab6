using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// A node's clock never runs back below what the supervisor has signed, whatever a time server says, a restart between included:
/// what it keeps of that on its flash is at most an hour old.
/// </summary>
internal sealed class ClockAudit
{
    // The floor is kept once an hour; one time in two the flash may fail to.
    private const long KeptMs = 2 * 3600 * 1000;

    private readonly SupervisorWord _word;
    private long _signedMs;

    public ClockAudit(ScenarioNode node, Referee referee)
    {
        _word = new SupervisorWord(node);
        node.World.Board.Connection.Acknowledged += NoteSigned;
        node.Journal.Recorded += record =>
        {
            if (record.Time.Quality != ClockQuality.None && record.Time.UnixMs < _signedMs - KeptMs)
            {
                string time = Moment.ToText(record.Time.UnixMs);
                referee.Report(
                    "clock_floor", $"record {record.Sequence} of node {node.Number} says {time}, after {Moment.ToText(_signedMs)} was signed");
            }
        };
    }

    private void NoteSigned(byte[] message)
    {
        _signedMs = Math.Max(_signedMs, _word.Read(message)?.UnixMs ?? 0);
    }
}
