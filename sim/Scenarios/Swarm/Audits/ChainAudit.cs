using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// Checks a node's stored records as an outsider would, from docs/reference/wire.md alone: signature over the bytes without
/// <c>sig</c>, the link to the record before, and for each gap a signed loss. Shares no code with node and supervisor.
/// </summary>
/// <param name="name">What the node is called in reports.</param>
/// <param name="keySecret">The secret bytes of the node's key.</param>
/// <param name="report">Takes each thing that is not as it should be, in words.</param>
public sealed class ChainAudit(string name, byte[] keySecret, Action<string> report)
{
    private const int LinkBytes = 16;

    private readonly List<(long From, long To, string Link)> _gaps = [];
    private readonly HashSet<(long From, long To, string Link)> _losses = [];
    private long _sequence;
    private string _link = Base64Url.EncodeToString(new byte[LinkBytes]);

    /// <summary>Takes in the next record as it was stored.</summary>
    public void Add(byte[] bytes)
    {
        if (ReadSigned(bytes) is not (JsonElement record, byte[] signature))
        {
            return;
        }

        long sequence = record.GetProperty("seq").GetInt64();
        string previous = record.GetProperty("prev").GetString()!;
        if (sequence <= _sequence)
        {
            report($"record {sequence} of {name} does not follow record {_sequence}");
        }
        else if (sequence > _sequence + 1 || previous != _link)
        {
            _gaps.Add((_sequence + 1, sequence - 1, previous));
        }

        NoteLossOf(record);
        _sequence = sequence;
        _link = Base64Url.EncodeToString(signature.AsSpan(0, LinkBytes));
    }

    /// <summary>Takes in a loss that was stored beside the chain, which relies on it before the loss has its place.</summary>
    public void AddExplanation(byte[] bytes)
    {
        if (ReadSigned(bytes) is { } loss)
        {
            NoteLossOf(loss.Record);
        }
    }

    /// <summary>Checks that every gap is explained, once all has arrived.</summary>
    public void Finish()
    {
        foreach ((long from, long to, string link) in _gaps)
        {
            if (!_losses.Any(loss => loss.From <= from && loss.To == to && loss.Link == link))
            {
                report($"no loss explains why record {to + 1} of {name} does not follow record {from - 1}");
            }
        }
    }

    private (JsonElement Record, byte[] Signature)? ReadSigned(byte[] bytes)
    {
        string text = Encoding.ASCII.GetString(bytes);
        JsonElement record = JsonElement.Parse(text);
        string signature = record.GetProperty("sig").GetString()!;
        string[] parts = signature.Split('.');
        string signed = parts[0] + "." + text.Replace($",\"sig\":\"{signature}\"", "", StringComparison.Ordinal);
        byte[] expected = HMACSHA256.HashData(keySecret, Encoding.ASCII.GetBytes(signed));
        if (parts.Length != 3 || parts[1].Length > 0 || parts[2] != Base64Url.EncodeToString(expected))
        {
            report($"record {record.GetProperty("seq")} of {name} has a wrong signature");
            return null;
        }

        return (record, expected);
    }

    private void NoteLossOf(JsonElement record)
    {
        if (record.GetProperty("kind").GetString() == "loss")
        {
            JsonElement data = record.GetProperty("data");
            _losses.Add((
                data.GetProperty("from_seq").GetInt64(),
                data.GetProperty("to_seq").GetInt64(),
                data.GetProperty("to_link").GetString()!));
        }
    }
}
