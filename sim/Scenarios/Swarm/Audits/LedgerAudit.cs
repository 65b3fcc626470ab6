using System.Text;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Contents;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Verify;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// Watches what the supervisor stores of a node and what it confirms: only what the node itself has made durable or sent, each
/// once, in one chain; nothing is confirmed that is not stored; and in the end nothing is missing.
/// </summary>
internal sealed class LedgerAudit
{
    private readonly ScenarioNode _node;
    private readonly ScenarioWorld _world;
    private readonly Referee _referee;
    private readonly RecordChain _chain;
    private readonly HashSet<long> _stored = [];
    private readonly HashSet<ulong> _sentHeartbeats = [];
    private readonly HashSet<(long Boot, long Number)> _storedHeartbeats = [];
    private readonly Topics _topics;
    private readonly SupervisorWord _word;
    private long _confirmed;

    public LedgerAudit(ScenarioWorld world, ScenarioNode node, Referee referee)
    {
        (_world, _node, _referee) = (world, node, referee);
        _chain = new RecordChain((sequence, what) => referee.Report("chain", $"record {sequence} of node {node.Number} {what}"));
        _topics = new Topics(node.World.Settings.Node);
        _word = new SupervisorWord(node);
        node.World.Board.Connection.Sent += NoteSent;
        node.Journal.NumberReused += record =>
            referee.Report("number_used_once", $"node {node.Number} used the number {record.Sequence} again");
        node.Journal.Removed += JudgeRemoved;
        world.Supervisor.Ledger.Committed += Look;
        world.Broker.Published += LookAtPublished;
    }

    /// <summary>Records and heartbeats that the ledger holds.</summary>
    public int StoredCount => _stored.Count + _storedHeartbeats.Count;

    /// <summary>Whether the ledger has all that the node made durable.</summary>
    public bool IsComplete => _world.Supervisor.Ledger.NewestSequence(_node.World.Name) == _node.Journal.NewestSequence;

    /// <summary>Checks that nothing is missing; to be called once all has had time to arrive.</summary>
    public void Finish()
    {
        if (!IsComplete)
        {
            long stored = _world.Supervisor.Ledger.NewestSequence(_node.World.Name);
            _referee.Report(
                "delivered",
                $"the ledger ends with record {stored} of node {_node.Number}, its journal with {_node.Journal.NewestSequence}");
            return;
        }

        _chain.Finish();
        foreach (VerifiedRecord record in _node.Journal.Records)
        {
            if (!_stored.Contains(record.Sequence))
            {
                JudgeMissing(record);
            }
        }
    }

    private void NoteSent(string topic, byte[] message)
    {
        if (topic == _topics.State)
        {
            _sentHeartbeats.Add(HashOf(message));
        }
    }

    private void Look(LedgerBatch batch)
    {
        foreach (LedgerEntry entry in batch.Explanations.Where(entry => entry.Record.Node == _node.World.Name))
        {
            LookAtExplanation(entry.Record);
        }

        foreach (LedgerEntry entry in batch.Entries.Where(entry => entry.Record.Node == _node.World.Name))
        {
            if (entry.Record.Kind == RecordKind.Heartbeat)
            {
                LookAtHeartbeat(entry.Record);
            }
            else
            {
                LookAtRecord(entry.Record);
            }
        }
    }

    private void LookAtExplanation(VerifiedRecord loss)
    {
        RequireMadeDurable(loss);
        Check(loss.Bytes, _chain.AddExplanation);
    }

    private void LookAtHeartbeat(VerifiedRecord heartbeat)
    {
        (long Boot, long Number) place = (heartbeat.Boot, heartbeat.Heartbeat);
        if (!_sentHeartbeats.Contains(HashOf(heartbeat.Bytes)))
        {
            _referee.Report("nothing_forged", $"heartbeat {place} was believed, but node {_node.Number} never sent it");
        }

        if (!_storedHeartbeats.Add(place))
        {
            _referee.ReportDuplicated($"heartbeat {place} of node {_node.Number} was stored twice");
        }
    }

    private void LookAtRecord(VerifiedRecord record)
    {
        RequireMadeDurable(record);
        if (!_stored.Add(record.Sequence))
        {
            _referee.ReportDuplicated($"record {record.Sequence} of node {_node.Number} was stored twice");
            return;
        }

        Check(record.Bytes, _chain.Add);
    }

    private void Check(byte[] bytes, Action<SignedRecord> add)
    {
        (SignedRecord? record, string fault) = SignedRecord.Read(
            Encoding.ASCII.GetString(bytes), _ => _node.World.Keys.KeySecret);
        if (record is null)
        {
            _referee.Report("chain", $"a record of node {_node.Number} {fault}");
        }
        else
        {
            add(record);
        }
    }

    private void RequireMadeDurable(VerifiedRecord record)
    {
        if (_node.Journal.Find(record.Sequence)?.Bytes.AsSpan().SequenceEqual(record.Bytes) != true)
        {
            _referee.Report(
                "nothing_forged", $"record {record.Sequence} was believed, but node {_node.Number} never made it durable");
        }
    }

    private void LookAtPublished(string topic, byte[] message)
    {
        if (topic != _topics.Acknowledgement || _word.Read(message) is not { } acknowledgement)
        {
            return;
        }

        _confirmed = Math.Max(_confirmed, acknowledgement.Sequence);
        long newest = _world.Supervisor.Ledger.NewestSequence(_node.World.Name);
        if (acknowledgement.Sequence > newest)
        {
            _referee.Report(
                "confirmed_is_stored",
                $"record {acknowledgement.Sequence} of node {_node.Number} is confirmed, the ledger ends with {newest}");
        }
    }

    /// <summary>What is not confirmed makes room only where all the room is used.</summary>
    private void JudgeRemoved(IReadOnlyCollection<long> sequences)
    {
        bool hadRoom = _node.Journal.FileCount < Limits.MaxSegments - Limits.ReservedSegments - 1;
        foreach (long sequence in hadRoom ? sequences : [])
        {
            if (sequence > _confirmed && !_node.Journal.IsRotten(sequence))
            {
                _referee.ReportLost(
                    "kept_until_confirmed", $"record {sequence} of node {_node.Number} was removed, confirmed is {_confirmed}");
            }
        }
    }

    private void JudgeMissing(VerifiedRecord record)
    {
        bool isAlarm = record.Content is RecordContent.ZoneChanged { Cause: not null };
        bool isSpoilt = _node.Journal.IsRotten(record.Sequence);
        if (isAlarm && !isSpoilt)
        {
            _referee.ReportLost("no_alarm_lost", $"alarm record {record.Sequence} of node {_node.Number} is in no ledger");
        }
        else if (record.Kind == RecordKind.Loss && !isSpoilt)
        {
            _referee.ReportLost("no_loss_lost", $"loss record {record.Sequence} of node {_node.Number} is in no ledger");
        }
    }

    private static ulong HashOf(byte[] message)
    {
        TraceHash hash = new();
        hash.Add(message);
        return hash.Value;
    }
}
