using System.Security.Cryptography;
using System.Text;
using Wugang.Firmware.Core.Config;
using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Tests.Scenarios;

/// <summary>March 2026 of a virtual kindergarten whose node reads meters for electricity, water and gas, in virtual time; made once.</summary>
internal sealed class VirtualMonth
{
    public const string Node = "410481001-0007-01";

    private const long HourMs = 3_600_000;

    private const string Text =
        "# A month of meters\nclause P6\nstart 2026-02-28 23:30\nnode 01\n  meter power dlt645 000000000161\n"
        + "  meter water cjt188 water 00000805000001\n  meter kitchen modbus gas 7\n  heartbeat 300s\n23:31 expect siren off\n";

    private VirtualMonth(IReadOnlyList<LedgerEntry> entries, string keys)
    {
        (Entries, Keys) = (entries, keys);
    }

    /// <summary>What the ledger holds of it.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; }

    public IReadOnlyCollection<VerifiedRecord> Records => [.. Entries.Select(entry => entry.Record)];

    /// <summary>The node's keys as supervisor/Verify takes them.</summary>
    public string Keys { get; }

    public static VirtualMonth Run()
    {
        Scenario scenario = ScenarioFiles.Parse("month.scenario", Text);
        ScenarioWorld world = new(scenario, seed: 1, Faults.None, null);
        world.Supervisor.Start();
        world.Nodes.Single().World.PowerOn();
        world.Time.RunUntil(scenario.StartMs + ((31 * 24) + 2) * HourMs);
        NodeKeys keys = Wiring.KeysOf(scenario.Nodes.Single());
        string secret = Convert.ToBase64String(keys.KeySecret).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return new VirtualMonth(
            [.. world.Supervisor.Ledger.ReadRecords(Node, 1)],
            $"{{\"{Node}\":{{\"kid\":\"{keys.KeyId}\",\"k\":\"{secret}\"}}}}");
    }

    /// <summary>Writes them as <c>ledger export</c> does (docs/reference/export.md).</summary>
    public static void WriteExport(string path, IEnumerable<LedgerEntry> entries)
    {
        string[] lines =
        [
            "{\"format\":\"wugang-ledger-export\",\"version\":1,\"from\":\"2026-02-28T15:30:00.000Z\",\"to\":\"2026-03-31T17:00:00.000Z\"}",
            .. entries.Select(entry => $"{{\"received_ms\":{entry.ReceivedMs},\"record\":{Encoding.UTF8.GetString(entry.Record.Bytes)}}}"),
        ];
        string text = string.Join('\n', lines) + "\n";
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        File.WriteAllText(path, text + $"{{\"lines\":{lines.Length - 1},\"sha256\":\"{digest}\"}}\n");
    }
}
