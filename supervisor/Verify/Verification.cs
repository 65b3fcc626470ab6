using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>Checks an export without any server: signatures, numbers, links, gaps, heartbeats and clocks.</summary>
public sealed class Verification
{
    private readonly SortedDictionary<string, NodeEvidence> _nodes = new(StringComparer.Ordinal);
    private readonly List<Flaw> _flaws = [];
    private readonly KeyFile _keys;

    private Verification(KeyFile keys)
    {
        _keys = keys;
    }

    /// <summary>All that is not as it should be.</summary>
    public IReadOnlyList<Flaw> Flaws => _flaws;

    public long RecordCount => _nodes.Values.Sum(node => node.RecordCount);

    public long HeartbeatCount => _nodes.Values.Sum(node => node.HeartbeatCount);

    /// <summary>Records that are gone, and of which a signed loss says so.</summary>
    public long LostCount => _nodes.Values.Sum(node => node.LostCount);

    /// <summary>What was looked at, a line for each node.</summary>
    public IEnumerable<string> Summary => _nodes.Select(node =>
        $"{node.Key}: records {node.Value.FirstSequence} to {node.Value.NewestSequence}, {node.Value.LostCount} lost with a reason, "
        + $"{node.Value.HeartbeatCount} heartbeats");

    /// <summary>Checks a file.</summary>
    /// <param name="path">The export.</param>
    /// <param name="keys">The keys of its nodes.</param>
    /// <exception cref="InvalidDataException">It is no export.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Verification Of(string path, KeyFile keys)
    {
        Verification verification = new(keys);
        foreach (ExportLine line in ExportFile.Read(path, (number, what) => verification._flaws.Add(new Flaw($"line {number}", what))))
        {
            verification.Add(line);
        }

        foreach (NodeEvidence node in verification._nodes.Values)
        {
            node.Finish();
        }

        return verification;
    }

    private void Add(ExportLine line)
    {
        string node = NodeIn(line.Text);
        (SignedRecord? record, string fault) = SignedRecord.Read(line.Text, keyId => _keys.Find(node, keyId));
        if (record is null)
        {
            _flaws.Add(new Flaw($"line {line.Line} ({line.Kind} of {node})", fault));
            return;
        }

        if (!_nodes.TryGetValue(node, out NodeEvidence? evidence))
        {
            _nodes[node] = evidence = new NodeEvidence(node, _flaws);
        }

        try
        {
            evidence.Add(line.Kind, record, line.ReceivedMs);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _flaws.Add(new Flaw($"line {line.Line} ({line.Kind} of {node})", "does not have the members that it must have"));
        }
    }

    private static string NodeIn(string text)
    {
        try
        {
            return JsonElement.Parse(text).GetProperty("node").GetString() ?? "nobody";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "nobody";
        }
    }
}
