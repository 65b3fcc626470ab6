using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Verify;

namespace Wugang.Sim.App.Chaos;

/// <summary>Holds a ledger against what nodes have made durable: each record is there, once, in one chain.</summary>
internal sealed class ChaosAudit
{
    private readonly List<string> _broken = [];
    private int _recordCount;
    private int _missingCount;
    private int _duplicatedCount;

    /// <summary>What was found in the records that were checked so far.</summary>
    public LedgerFindings Findings => new(_recordCount, _missingCount, _duplicatedCount, _broken);

    /// <summary>Something else that is not as it should be, in words.</summary>
    public void Report(string what)
    {
        _broken.Add(what);
    }

    /// <summary>Checks the records of a node, once all has had time to arrive.</summary>
    /// <param name="id">The node.</param>
    /// <param name="keySecret">The secret bytes of its key.</param>
    /// <param name="flash">What it has made durable.</param>
    /// <param name="stored">Its records in the ledger, in order of their numbers.</param>
    public void Check(NodeId id, byte[] keySecret, FlashWitness flash, IReadOnlyList<byte[]> stored)
    {
        string name = $"node {id.Node}";
        RecordChain chain = new((sequence, what) => Report($"record {sequence} of {name} {what}"));
        Dictionary<long, byte[]> bySequence = [];
        foreach (byte[] bytes in stored)
        {
            string text = Encoding.ASCII.GetString(bytes);
            if (!bySequence.TryAdd(JsonElement.Parse(text).GetProperty("seq").GetInt64(), bytes))
            {
                _duplicatedCount++;
                continue;
            }

            (SignedRecord? record, string fault) = SignedRecord.Read(text, _ => keySecret);
            if (record is null)
            {
                Report($"a record of {name} {fault}");
            }
            else
            {
                chain.Add(record);
            }
        }

        chain.Finish();
        _recordCount += stored.Count;
        for (long sequence = 1; sequence <= flash.NewestSequence; sequence++)
        {
            _missingCount += bySequence.ContainsKey(sequence) ? 0 : 1;
        }

        foreach ((long sequence, byte[] durable) in flash.Records)
        {
            if (bySequence.TryGetValue(sequence, out byte[]? found) && !found.AsSpan().SequenceEqual(durable))
            {
                Report($"record {sequence} of {name} is not the one that was on its flash");
            }
        }

        if (flash.ReusedCount > 0)
        {
            Report($"{name} has used {flash.ReusedCount} numbers again");
        }
    }
}
