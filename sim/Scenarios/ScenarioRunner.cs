using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Sim.Scenarios;

/// <summary>Runs scenarios in virtual time: the same seed takes the same way, always.</summary>
public sealed class ScenarioRunner
{
    // After the end: time for what is under way to arrive, for a reconnect and two heartbeats.
    private const long SettleMs = 150_000;

    // How long a record may be on its way to the ledger, and how often that is looked at.
    private const long UnderWayMs = 4000;
    private const long UnderWayStepMs = 100;

    // Around each change of what is true: debouncing.
    private const long ToleranceMs = 1000;

    // The same where a clock was wrong: the node notices a step at its next look, and dates by what it believed.
    private const long MisdatedToleranceMs = 10_000;

    private readonly List<(ExpectationStep Step, long EndMs)> _pending = [];
    private readonly Scenario _scenario;
    private readonly ScenarioWorld _world;
    private readonly ScenarioPace? _pace;
    private int _nextStep;

    private ScenarioRunner(Scenario scenario, ScenarioWorld world, ScenarioPace? pace)
    {
        _scenario = scenario;
        _world = world;
        _pace = pace;
    }

    /// <summary>Runs a scenario to its end, or to the first thing that is not as it should be.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="seed">Everything that is random derives from it.</param>
    /// <param name="trace">Where everything that happens is written, or null.</param>
    /// <param name="stored">Told of everything that the supervisor stores, or null.</param>
    /// <param name="pace">Told before time passes, up to the last line; null to go on as fast as it goes.</param>
    public static ScenarioResult Run(
        Scenario scenario, long seed, TextWriter? trace = null, Action<LedgerBatch>? stored = null, ScenarioPace? pace = null)
    {
        ScenarioWorld world = new(scenario, seed, Faults.None, trace);
        world.Supervisor.Ledger.Committed += stored;
        ScenarioFailure? failure = new ScenarioRunner(scenario, world, pace).Run();
        return new ScenarioResult(scenario, failure, world.Trace.Hash, world.Time.NowMs - scenario.StartMs);
    }

    private ScenarioFailure? Run()
    {
        _world.Supervisor.Start();
        foreach (ScenarioNode node in _world.Nodes)
        {
            node.World.SetUp(SettingsDocument.TextOf(node.World.Settings));
            node.World.PowerOn();
            node.Look();
        }

        for (_nextStep = 0; _nextStep < _scenario.Steps.Count; _nextStep++)
        {
            ScenarioStep step = _scenario.Steps[_nextStep];
            ScenarioFailure? failure = step is ExpectationStep { IsFinal: true } ? null : AdvanceTo(step.AtMs) ?? Take(step);
            if (failure is not null)
            {
                return failure;
            }
        }

        return Finish();
    }

    /// <summary>Lets time pass, and looks after every event whether what must become or stay true does.</summary>
    private ScenarioFailure? AdvanceTo(long atMs)
    {
        while (true)
        {
            long untilMs = _pending.Count == 0 ? atMs : Math.Min(atMs, _pending.Min(pending => pending.EndMs));
            _pace?.Invoke(_world, _nextStep, Math.Min(untilMs, _world.Time.NextMs));
            bool hasHappened = _world.Time.Advance(untilMs);
            if (CheckPending() is { } failure)
            {
                return failure;
            }

            if (!hasHappened && untilMs == atMs)
            {
                return null;
            }
        }
    }

    private ScenarioFailure? Take(ScenarioStep step)
    {
        switch (step)
        {
            case ActionStep action:
                Do(action);
                return null;
            case ExpectationStep { WithinMs: 0, ForMs: 0 } expectation:
                // What is due at this very instant happens first.
                return AdvanceTo(expectation.AtMs) ?? CheckNow(expectation);
            case ExpectationStep expectation:
                _pending.Add((expectation, expectation.AtMs + Math.Max(expectation.WithinMs, expectation.ForMs)));
                return CheckPending();
            default:
                throw new InvalidOperationException("A step of an unknown kind.");
        }
    }

    private void Do(ActionStep action)
    {
        _world.Trace.Add($"line {action.Line}: {action.Text}");
        foreach (ScenarioNode node in _world.Nodes)
        {
            node.RecordsBefore = node.Journal.Records.Count;
        }

        action.Act(_world);
        foreach (ScenarioNode node in _world.Nodes)
        {
            node.Look();
        }
    }

    private ScenarioFailure? CheckPending()
    {
        for (int i = _pending.Count - 1; i >= 0; i--)
        {
            (ExpectationStep step, long endMs) = _pending[i];
            Observation observation = step.Look(_world);
            bool mustStay = step.ForMs > 0;
            bool isOver = _world.Time.NowMs >= endMs;
            if (!observation.Holds && (mustStay || isOver))
            {
                return Fail(step, observation);
            }

            if (isOver || (observation.Holds && !mustStay))
            {
                _pending.RemoveAt(i);
            }
        }

        return null;
    }

    private ScenarioFailure? CheckNow(ExpectationStep step)
    {
        Observation observation = step.Look(_world);
        return observation.Holds ? null : Fail(step, observation);
    }

    private ScenarioFailure Fail(ExpectationStep step, Observation observation)
    {
        return new ScenarioFailure(step.Line, _world.Time.NowMs, step.Text, observation.Seen, _world.Trace.Newest);
    }

    /// <summary>Everything is connected again and becomes quiet; then the verdicts must be the truth.</summary>
    private ScenarioFailure? Finish()
    {
        long endMs = _scenario.Steps.Count == 0 ? _scenario.StartMs : _scenario.Steps[^1].AtMs;
        endMs = _pending.Count == 0 ? endMs : Math.Max(endMs, _pending.Max(pending => pending.EndMs));
        if (AdvanceTo(endMs) is { } failure)
        {
            return failure;
        }

        Reconnect();
        _world.Time.RunUntil(endMs + SettleMs);
        AwaitUnderWay();
        return Audit(endMs)
            ?? _scenario.Steps.OfType<ExpectationStep>().Where(step => step.IsFinal)
                .Select(CheckNow).FirstOrDefault(found => found is not null);
    }

    /// <summary>Where meters are read every few seconds, what was recorded a moment ago is still under way.</summary>
    private void AwaitUnderWay()
    {
        long untilMs = _world.Time.NowMs + UnderWayMs;
        while (_world.Time.NowMs < untilMs && _world.Nodes.Any(node => FindIncomplete(node) is not null))
        {
            _world.Time.RunUntil(_world.Time.NowMs + UnderWayStepMs);
        }
    }

    private void Reconnect()
    {
        _world.Trace.Add("the end: everything is connected again");
        if (!_world.Broker.IsUp)
        {
            _world.Broker.Start(isForgetful: false);
        }

        _world.Supervisor.Start();
        foreach (ScenarioNode node in _world.Nodes)
        {
            node.World.Board.Connection.MendPath();
            node.World.Board.Flash.IsFailing = false;
            if (node.World.Board.TimeOfDay.WasSetWrong)
            {
                node.World.Board.TimeOfDay.Synchronise();
            }

            node.World.PowerOn();
            node.Look();
        }
    }

    private ScenarioFailure? Audit(long endMs)
    {
        foreach (ScenarioNode node in _world.Nodes)
        {
            string? wrong = FindIncomplete(node) ?? FindWrongRegister(node) ?? FindWrongVerdict(node, endMs);
            if (wrong is not null)
            {
                return new ScenarioFailure(0, _world.Time.NowMs, "records and verdicts that are the truth", wrong, _world.Trace.Newest);
            }
        }

        return null;
    }

    /// <summary>A verdict that is not the truth, in words, or null.</summary>
    private string? FindWrongVerdict(ScenarioNode node, long endMs)
    {
        bool isMisdated = node.World.Board.TimeOfDay.WasSetWrong;
        long toleranceMs = isMisdated ? MisdatedToleranceMs + node.Journal.LargestErrorMs : ToleranceMs;
        return new VerdictAudit(node, toleranceMs).FindWrong(
            _world.Supervisor.Look().Find(node.World.Name)!.Timeline,
            _scenario.StartMs,
            endMs,
            isMisdated || node.World.Board.Flash.HasFailed
                ? EvidencedTime.OfSpans(node, _world.Supervisor.Ledger)
                : EvidencedTime.OfLives(node));
    }

    /// <summary>A register of a meter on a serial line that is not what the meter showed, in words, or null.</summary>
    private static string? FindWrongRegister(ScenarioNode node)
    {
        MeterAudit audit = new(node.World, boot => node.Truth.Lives[(int)boot - 1].FromMs);
        return node.Journal.Records.Select(audit.FindWrong).FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>Whether a record is missing in the ledger, in words, or null.</summary>
    private string? FindIncomplete(ScenarioNode node)
    {
        long stored = _world.Supervisor.Look().Find(node.World.Name)!.Verifier.Head.Sequence;
        return stored == node.Journal.NewestSequence
            ? null
            : $"the ledger ends with record {stored} of {node.World.Name}, its journal with {node.Journal.NewestSequence}";
    }
}
