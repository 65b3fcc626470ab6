using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>The records of an export by node and number, to look up what a receipt says of them.</summary>
internal sealed class RecordBook
{
    private readonly Dictionary<string, SortedDictionary<long, string>> _nodes = [];

    /// <exception cref="InvalidDataException">It is no export.</exception>
    public static RecordBook Read(string export)
    {
        RecordBook book = new();
        foreach (ExportLine line in ExportFile.Read(export, (_, _) => { }).Where(line => line.Kind == "record"))
        {
            try
            {
                JsonElement record = JsonElement.Parse(line.Text);
                string node = record.GetProperty("node").GetString()!;
                if (!book._nodes.TryGetValue(node, out SortedDictionary<long, string>? records))
                {
                    book._nodes[node] = records = [];
                }

                records[record.GetProperty("seq").GetInt64()] = line.Text;
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // The check of the whole export names it.
            }
        }

        return book;
    }

    /// <summary>Digest of a node's records from a number to another, each as received and ended by a line feed.</summary>
    public string DigestOf(ReceiptCode.Range range)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((long sequence, string text) in _nodes.GetValueOrDefault(range.Node, []))
        {
            if (sequence >= range.First && sequence <= range.Last)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A record, or null.</summary>
    public JsonElement? Find(string node, long sequence)
    {
        return _nodes.TryGetValue(node, out SortedDictionary<long, string>? records) && records.TryGetValue(sequence, out string? text)
            ? JsonElement.Parse(text)
            : null;
    }
}
