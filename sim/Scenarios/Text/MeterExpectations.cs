using System.Text.Json;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what the supervisor's ledger must say of a meter.</summary>
internal sealed class MeterExpectations(Cast cast)
{
    private const string WellRead = "ok";

    private static readonly string[] Statuses =
    [
        WellRead, "suspect", "no_answer", "malformed", "bad_checksum", "wrong_address", "wrong_identifier", "meter_error",
    ];

    /// <summary>Reads <c>meter NAME STATUS</c>: how the newest read of it in the ledger ended.</summary>
    public Func<ScenarioWorld, Observation> Read(Words words)
    {
        (string node, MeterSettings meter) = cast.TakeMeter(words);
        string expected = words.TakeOneOf(Statuses);
        return world => Look(world, node, meter.Name, expected);
    }

    private static Observation Look(ScenarioWorld world, string number, string meter, string expected)
    {
        string name = world.Node(number).World.Name;
        LedgerEntry[] entries =
        [
            .. world.Supervisor.Ledger.ReadRecords(name, 1).Where(entry => entry.Record.Kind == RecordKind.Meter),
        ];
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            using JsonDocument data = JsonDocument.Parse(entries[i].Record.Data);
            if (data.RootElement.GetProperty("meter").GetString() == meter)
            {
                bool hasStatus = data.RootElement.TryGetProperty("status", out JsonElement status);
                string seen = hasStatus ? status.GetString()! : WellRead;
                return new Observation(seen == expected, JournalWitness.ToText(entries[i].Record));
            }
        }

        return new Observation(false, $"the ledger has no record of {meter}");
    }
}
