namespace Wugang.Supervisor.Verify;

/// <summary>
/// Checks a node's stored records as an outsider would: numbers, the link to the record before, and for each gap a signed loss.
/// </summary>
/// <param name="report">Takes each thing that is not as it should be: about which number, and what, in words.</param>
public sealed class RecordChain(Action<long, string> report)
{
    private readonly List<(long From, long To, string Link)> _gaps = [];
    private readonly HashSet<(long From, long To, string Link)> _losses = [];
    private string _link = SignedRecord.NoLink;

    /// <summary>Number of the newest record; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>Records that a loss says are gone.</summary>
    public long LostCount { get; private set; }

    /// <summary>Begins behind records that are not looked at: the first that is added is taken as it is.</summary>
    /// <param name="first">The first record that is looked at.</param>
    public void BeginAt(SignedRecord first)
    {
        (Sequence, _link) = (first.Number("seq") - 1, first.Json.GetProperty("prev").GetString()!);
    }

    /// <summary>Takes in the next record.</summary>
    public void Add(SignedRecord record)
    {
        long sequence = record.Number("seq");
        string previous = record.Json.GetProperty("prev").GetString()!;
        if (sequence <= Sequence)
        {
            report(sequence, $"does not follow record {Sequence}");
            return;
        }

        if (sequence > Sequence + 1 || previous != _link)
        {
            _gaps.Add((Sequence + 1, sequence - 1, previous));
        }

        AddExplanation(record);
        (Sequence, _link) = (sequence, record.Link);
    }

    /// <summary>Takes in a loss that was stored beside the chain, which relies on it before the loss has its place.</summary>
    public void AddExplanation(SignedRecord record)
    {
        if (record.Kind == "loss")
        {
            _losses.Add((
                record.Data.GetProperty("from_seq").GetInt64(),
                record.Data.GetProperty("to_seq").GetInt64(),
                record.Data.GetProperty("to_link").GetString()!));
        }
    }

    /// <summary>Checks that every gap is explained, once all was taken in.</summary>
    public void Finish()
    {
        foreach ((long from, long to, string link) in _gaps)
        {
            if (_losses.Any(loss => loss.From <= from && loss.To == to && loss.Link == link))
            {
                LostCount += to - from + 1;
            }
            else
            {
                report(to + 1, from > to
                    ? $"is not linked to record {to}"
                    : $"does not follow record {from - 1}, and no loss explains why");
            }
        }
    }
}
