using Wugang.Firmware.Core.Records;
using Wugang.Sim.World;
using Wugang.Sim.World.Network;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// The supervisor in virtual time: the very rules, with the world's ledger and broker. It stores, then tells the broker,
/// then the nodes; it may stop between any two of these.
/// </summary>
public sealed class WorldSupervisor
{
    private const int ProcessAfterMs = 5;
    private const int ReconnectMs = 1000;
    private const int ReconnectMaxMs = 60_000;
    private const int MaxBatch = 256;
    private const string TopicRoot = "safety/v1/";

    private readonly VirtualTime _time;
    private readonly WorldBroker _broker;
    private readonly IReadOnlyList<EnrolledFacility> _facilities;
    private readonly SeededRandom _challenges;
    private readonly Trace _trace;
    private readonly BrokerSession _session;
    private Supervision? _supervision;
    private bool _isPlanned;
    private bool _isConnected;
    private int _reconnectMs = ReconnectMs;
    private bool _isEverythingOwed;
    private bool _diesUnacknowledged;

    /// <param name="time">The world's time.</param>
    /// <param name="broker">The broker that it listens to.</param>
    /// <param name="facilities">What it supervises.</param>
    /// <param name="seed">The world's seed.</param>
    /// <param name="trace">Where rejections are told.</param>
    public WorldSupervisor(
        VirtualTime time,
        WorldBroker broker,
        IReadOnlyList<EnrolledFacility> facilities,
        long seed,
        Trace trace)
    {
        _time = time;
        _broker = broker;
        Commands = new CommandDesk(broker);
        _facilities = facilities;
        _challenges = new SeededRandom(seed, "supervisor/challenges");
        _trace = trace;
        _session = broker.OpenSession(IsFromNode);
        _session.Arrived += PlanProcessing;
        broker.Started += Reconnect;
    }

    /// <summary>Its ledger, which is there whether it runs or not.</summary>
    public MemoryLedger Ledger { get; } = new();

    /// <summary>Where commands come from, whether the rest of it runs or not.</summary>
    public CommandDesk Commands { get; }

    public bool IsUp => _supervision is not null;

    /// <summary>What it knows and judges, at this instant.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public Supervision Look()
    {
        Supervision supervision = _supervision ?? throw new InvalidOperationException("The supervisor does not run.");
        supervision.Process([], _time.NowMs);
        return supervision;
    }

    /// <summary>Starts from what the ledger holds.</summary>
    public void Start()
    {
        if (!IsUp)
        {
            _supervision = new Supervision(_facilities, Ledger, new DaySettings(), _time.NowMs);
            Reconnect();
        }
    }

    /// <summary>Stops at this instant; what the broker holds for it waits.</summary>
    public void Stop()
    {
        _supervision = null;
        _isConnected = false;
    }

    /// <summary>Makes it stop with the next messages, once they are stored and before it has told anybody.</summary>
    public void StopAfterStoring()
    {
        _diesUnacknowledged = true;
    }

    private static bool IsFromNode(string topic)
    {
        return topic.StartsWith(TopicRoot, StringComparison.Ordinal)
            && (topic.EndsWith("/journal", StringComparison.Ordinal)
                || topic.EndsWith("/state", StringComparison.Ordinal)
                || topic.EndsWith("/online", StringComparison.Ordinal));
    }

    private void Reconnect()
    {
        _isConnected = false;
        _time.After(_reconnectMs, () =>
        {
            if (IsUp && _broker.IsUp && !_isConnected)
            {
                _isConnected = true;
                // Every node hears how far it is stored: the broker may have forgotten what was retained.
                _isEverythingOwed = true;
                _broker.Subscribe(_session);
                PlanProcessing();
            }
        });
    }

    private void PlanProcessing()
    {
        if (!_isPlanned)
        {
            _isPlanned = true;
            _time.After(ProcessAfterMs, Process);
        }
    }

    private void Process()
    {
        _isPlanned = false;
        if (_supervision is null || !_broker.IsUp || !_isConnected)
        {
            return;
        }

        WaitingMessage[] waiting = [.. _session.Waiting.Take(MaxBatch)];
        SupervisionOutcome outcome;
        try
        {
            outcome = _supervision.Process(
                waiting.Select(message => new IncomingMessage(message.Topic, message.Payload)), _time.NowMs);
        }
        catch (IOException)
        {
            // The broker keeps what was not stored, and gives it once more after a reconnect.
            _reconnectMs = Math.Min(2 * _reconnectMs, ReconnectMaxMs);
            Reconnect();
            return;
        }

        _reconnectMs = ReconnectMs;
        if (_diesUnacknowledged && waiting.Length > 0)
        {
            _diesUnacknowledged = false;
            Stop();
            return;
        }

        foreach (QuarantinedMessage rejected in outcome.Stored.Quarantined)
        {
            _trace.Add($"supervisor rejects {Rejections.NameOf(rejected.Reason)} on {rejected.Topic}");
        }

        _session.Acknowledge(waiting.Length);
        foreach (SupervisedNode node in _isEverythingOwed ? _supervision.Nodes : outcome.Owed)
        {
            byte[] challenge = new byte[Acknowledgement.ChallengeBytes];
            _challenges.Fill(challenge);
            _broker.Publish(node.Topics.Acknowledgement, node.Acknowledge(_time.NowMs, challenge), isRetained: true);
        }

        _isEverythingOwed = false;
        if (_session.Waiting.Count > 0)
        {
            PlanProcessing();
        }
    }
}
