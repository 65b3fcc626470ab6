using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;

namespace Wugang.Supervisor.Cli;

/// <summary>
/// The records in an export of the ledger (docs/reference/export.md), by node. What the supervisor wrote was verified when it arrived; whoever has
/// the file from elsewhere checks it with supervisor/Verify first.
/// </summary>
internal static class ExportedRecords
{
    private const string Start = "{\"received_ms\":";
    private const string Name = ",\"record\":";

    /// <exception cref="InvalidDataException">It is no export, or was cut; the message names the line.</exception>
    public static Dictionary<string, List<VerifiedRecord>> Read(string path)
    {
        Dictionary<string, List<VerifiedRecord>> records = [];
        RecordReader reader = new();
        int number = 0;
        string last = "";
        foreach (string line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (number == 1)
            {
                RequireHead(path, line);
            }

            last = line;
            int name = line.IndexOf(Name, StringComparison.Ordinal);
            if (!line.StartsWith(Start, StringComparison.Ordinal) || name < 0 || !long.TryParse(line.AsSpan(Start.Length, name - Start.Length), out long receivedMs))
            {
                continue;
            }

            byte[] bytes = Encoding.UTF8.GetBytes(line[(name + Name.Length)..^1]);
            if (reader.Read(bytes, 0, bytes.Length) != ReadStatus.Ok)
            {
                throw new InvalidDataException($"{path}: line {number}: is no record");
            }

            VerifiedRecord record = VerifiedRecord.From(reader, bytes, receivedMs);
            if (!records.TryGetValue(record.Node, out List<VerifiedRecord>? ofNode))
            {
                records[record.Node] = ofNode = [];
            }

            ofNode.Add(record);
        }

        return last.StartsWith("{\"lines\":", StringComparison.Ordinal) ? records : throw new InvalidDataException(
            $"{path}: line {number}: is not the end of an export: the file was cut");
    }

    private static void RequireHead(string path, string line)
    {
        try
        {
            if (JsonElement.Parse(line).GetProperty("format").GetString() == "wugang-ledger-export")
            {
                return;
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        throw new InvalidDataException($"{path}: line 1: is no head of an export ('ledger export' writes one)");
    }
}
