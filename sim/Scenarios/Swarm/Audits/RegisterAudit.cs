using Wugang.Firmware.Core.Config;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World.Board;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// Holds each register that a node records against its meter. One of pulses never goes back, nor shows more than the meter has counted;
/// one that was read from a meter on a line is what that meter showed at that time.
/// </summary>
internal sealed class RegisterAudit
{
    private const string Invariant = "registers";

    private readonly ScenarioNode _node;
    private readonly Referee _referee;
    private readonly MeterAudit _meters;
    private readonly Dictionary<string, long> _newest = [];
    private readonly SlotWitness _counts;

    public RegisterAudit(ScenarioNode node, Referee referee)
    {
        (_node, _referee) = (node, referee);
        _meters = new MeterAudit(node.World, boot => node.Truth.Lives.Last(life => life.Boot == boot).FromMs);
        node.Journal.Recorded += Look;
        // Too large to stand in its file twice: damage to it brings back the counts of the interval before.
        _counts = new SlotWitness(node.World, "meters", copies: 1);
    }

    private void Look(VerifiedRecord record)
    {
        if (record.Content is not RecordContent.Metered { Register: { } register } reading)
        {
            return;
        }

        if (_meters.FindWrong(record) is { } wrong)
        {
            _referee.Report(Invariant, wrong);
        }

        MeterSettings meter = _node.World.Settings.Meters.Single(meter => meter.Name == reading.Meter);
        if (meter.Bus is not null)
        {
            return;
        }

        WorldPulseInput pulses = _node.World.Board.PulsesAt(meter.Pin);
        if (register < _newest.GetValueOrDefault(reading.Meter) && !_counts.IsSpoilt)
        {
            Report(record, $"went back from {_newest[reading.Meter]} to {register}");
        }

        if (register > meter.Constant.ToRegister(pulses.Given))
        {
            Report(record, $"shows {register}, which the meter has not counted yet");
        }

        _newest[reading.Meter] = register;
    }

    private void Report(VerifiedRecord record, string what)
    {
        _referee.Report(Invariant, $"record {record.Sequence} of node {_node.Number}: the register {what}");
    }
}
