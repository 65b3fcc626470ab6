namespace Wugang.Supervisor.Verify;

/// <summary>Checks all that an export holds of one node.</summary>
internal sealed class NodeEvidence
{
    private readonly string _node;
    private readonly List<Flaw> _flaws;
    private readonly RecordChain _chain;
    private readonly NodeClock _clock;
    private readonly Dictionary<long, string> _links = [];
    private readonly List<(SignedRecord Heartbeat, long ReceivedMs)> _heartbeats = [];
    private (long Boot, long Number) _newestHeartbeat;

    public NodeEvidence(string node, List<Flaw> flaws)
    {
        (_node, _flaws) = (node, flaws);
        _chain = new RecordChain(ReportRecord);
        _clock = new NodeClock(ReportRecord);
    }

    public long FirstSequence { get; private set; }

    public long RecordCount { get; private set; }

    public long HeartbeatCount => _heartbeats.Count;

    public long LostCount => _chain.LostCount;

    public long NewestSequence => _chain.Sequence;

    public void Add(string kind, SignedRecord record, long receivedMs)
    {
        switch (kind)
        {
            case "heartbeat":
                _heartbeats.Add((record, receivedMs));
                break;
            case "explanation":
                _chain.AddExplanation(record);
                break;
            default:
                AddRecord(record, receivedMs);
                break;
        }
    }

    /// <summary>Checks what can only be checked once all is there.</summary>
    public void Finish()
    {
        _chain.Finish();
        _clock.Finish();
        foreach ((SignedRecord heartbeat, long receivedMs) in _heartbeats)
        {
            CheckHeartbeat(heartbeat, receivedMs);
        }
    }

    private void AddRecord(SignedRecord record, long receivedMs)
    {
        if (RecordCount == 0)
        {
            FirstSequence = record.Number("seq");
            if (FirstSequence > 1)
            {
                _chain.BeginAt(record);
            }
        }

        RecordCount++;
        _chain.Add(record);
        _clock.Add(record, receivedMs);
        _links[record.Number("seq")] = record.Link;
    }

    private void CheckHeartbeat(SignedRecord heartbeat, long receivedMs)
    {
        (long Boot, long Number) place = (heartbeat.Number("boot"), heartbeat.Number("hb"));
        void Report(string what)
        {
            _flaws.Add(new Flaw($"heartbeat {place.Number} of boot {place.Boot} of {_node}", what));
        }

        if (place.CompareTo(_newestHeartbeat) <= 0)
        {
            Report($"does not follow heartbeat {_newestHeartbeat.Number} of boot {_newestHeartbeat.Boot}");
        }

        _newestHeartbeat = place;
        if (NodeClock.FindEarliness(heartbeat, receivedMs) is { } early)
        {
            Report(early);
        }

        long headSequence = heartbeat.Json.GetProperty("head").GetProperty("seq").GetInt64();
        string headLink = heartbeat.Json.GetProperty("head").GetProperty("sig").GetString()!;
        if (_links.TryGetValue(headSequence, out string? link) && link != headLink)
        {
            Report($"vouches for another record {headSequence} than the one that is stored");
        }
    }

    private void ReportRecord(long sequence, string what)
    {
        _flaws.Add(new Flaw($"record {sequence} of {_node}", what));
    }
}
