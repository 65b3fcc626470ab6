using System.Text;
using System.Text.Json;
using Json.Schema;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Tests.Scenarios;

/// <summary>Holds what virtual nodes say against the published schemas: every record, and heartbeats as long as they are news.</summary>
internal sealed class RecordSchemas
{
    // A day of a node has thousands, nearly all alike.
    private const int HeartbeatsMax = 30;

    private static readonly JsonSchema Journal = Read("journal");
    private static readonly JsonSchema State = Read("state");

    private int _heartbeats;

    /// <summary>The first record that is not as its schema says; null where all are.</summary>
    public string? Fault { get; private set; }

    public void Check(LedgerBatch batch)
    {
        foreach (LedgerEntry entry in batch.Entries)
        {
            bool isHeartbeat = entry.Record.Kind == RecordKind.Heartbeat;
            if (Fault is null && !(isHeartbeat && ++_heartbeats > HeartbeatsMax))
            {
                JsonElement record = JsonElement.Parse(entry.Record.Bytes);
                Fault = (isHeartbeat ? State : Journal).Evaluate(record).IsValid ? null : Encoding.ASCII.GetString(entry.Record.Bytes);
            }
        }
    }

    private static JsonSchema Read(string name)
    {
        return JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name + ".schema.json")));
    }
}
