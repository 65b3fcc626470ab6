using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;
using Wugang.Sim.World.Network;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>A node of a scenario with all who watch it: at its journal, at its siren, at its wires.</summary>
public sealed class ScenarioNode
{
    private readonly Trace _trace;
    private LinkState _linkState = LinkState.Down;

    internal ScenarioNode(VirtualTime time, WorldBroker broker, NodeSettings settings, Faults faults, long seed, Trace trace)
    {
        _trace = trace;
        World = new WorldNode(time, broker, settings, Wiring.KeysOf(settings), faults, seed);
        World.SetBattery(Wiring.BatteryFullMv);
        Journal = new JournalWitness(World);
        ControlSettings controls = settings.Controls;
        Siren = new SounderListener(time, World.Siren, "fire");
        Buzzer = new SounderListener(time, World.Board.OutputAt(controls.BuzzerPin), "slow");
        Lamp = new SounderListener(time, World.Board.OutputAt(controls.StatusLedPin), "slow");
        Truth = new ProtectionTruth(time, World, Siren);
        Journal.Recorded += TellRecord;
        Siren.Changed += () => Tell(Siren.IsSounding ? "siren sounds" : "siren silent");
        World.Stepped += Look;
    }

    public WorldNode World { get; }

    public JournalWitness Journal { get; }

    public SounderListener Siren { get; }

    public SounderListener Buzzer { get; }

    /// <summary>The status LED.</summary>
    public SounderListener Lamp { get; }

    public ProtectionTruth Truth { get; }

    /// <summary>The node's two digits, as scenarios name it.</summary>
    public string Number => World.Settings.Node.Node;

    /// <summary>How many records there were when something was last done: an expectation is about those after.</summary>
    public int RecordsBefore { get; internal set; }

    /// <summary>Looks at what may have changed.</summary>
    internal void Look()
    {
        Truth.Update();
        if (World.Board.Connection.State != _linkState)
        {
            _linkState = World.Board.Connection.State;
            Tell(_linkState switch
            {
                LinkState.Down => "link down",
                LinkState.Connecting => "link connecting",
                LinkState.Up => "link up",
                _ => throw new InvalidOperationException("A link in no known state."),
            });
        }
    }

    private void TellRecord(VerifiedRecord record)
    {
        Tell($"records {record.Sequence} {JournalWitness.ToText(record)}");
    }

    private void Tell(string what)
    {
        _trace.Add($"node {Number} {what}");
    }
}
