using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;
using Wugang.Sim.World.Network;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Sim.App.Past;

/// <summary>
/// The kindergarten before its first start, in virtual time: the same firmware and the same rules, with the keys of the data folder.
/// Nobody is there, and the radio sensors do not hang yet.
/// </summary>
internal sealed class PastWorld
{
    private const long Seed = 1;
    private const int HeartbeatIntervalS = 300;
    private const int MeterIntervalS = 3600;
    private const int BatteryFullMv = 12_900;

    // Within this the nodes have noticed that the broker came back, and have told how they are.
    private const int ReconnectMs = 30_000;

    private readonly VirtualTime _time;
    private readonly WorldBroker _broker = new();
    private readonly WorldNode[] _nodes;
    private readonly WorldSupervisor _supervisor;
    private readonly List<LedgerBatch> _batches = [];

    /// <summary>Mounts it; nothing has power yet.</summary>
    /// <param name="nodes">The nodes, with their keys.</param>
    /// <param name="facility">The same as their supervisor knows them.</param>
    /// <param name="use">What flows through the meters.</param>
    /// <param name="startMs">When it begins, milliseconds since 1970 UTC.</param>
    public PastWorld(
        IEnumerable<(NodeFile File, NodeAccess Access)> nodes, EnrolledFacility facility, BuildingUse use, long startMs)
    {
        _time = new VirtualTime(startMs);
        _supervisor = new WorldSupervisor(_time, _broker, [facility], Seed, new Trace(_time, null));
        _supervisor.Ledger.Committed += _batches.Add;
        _nodes = [.. nodes.Select(node => Mount(node.File, node.Access, use))];
    }

    /// <summary>All that the supervisor has believed, as one batch.</summary>
    public LedgerBatch Believed => LedgerBatch.Merge(_batches);

    public ILedger Ledger => _supervisor.Ledger;

    /// <summary>Lets the time go by, and then takes the power away.</summary>
    /// <param name="endMs">When, milliseconds since 1970 UTC.</param>
    /// <param name="trouble">What goes wrong until then.</param>
    public void Live(long endMs, PastTrouble trouble)
    {
        _supervisor.Start();
        foreach (WorldNode node in _nodes)
        {
            node.PowerOn();
        }

        Suffer(trouble);

        // A new connection has each node tell how it is, which vouches for the time up to then.
        _time.RunUntil(endMs - ReconnectMs);
        _broker.Stop();
        _broker.Start(isForgetful: false);
        _time.RunUntil(endMs);
        foreach (WorldNode node in _nodes)
        {
            node.PowerOff();
        }
    }

    private void Suffer(PastTrouble trouble)
    {
        WorldNode node = _nodes.Single(candidate => candidate.Zones.Any(zone => zone.Name == PastTrouble.Zone));
        WorldZone zone = node.Zones.Single(candidate => candidate.Name == PastTrouble.Zone);
        _time.RunUntil(trouble.CutMs);
        zone.SetWire(WireState.Cut);
        _time.RunUntil(trouble.MendedMs);
        zone.SetWire(WireState.Whole);
        _time.RunUntil(trouble.MendedMs + PastTrouble.ResetAfterMs);
        node.Press(node.Settings.Controls.ResetPin);
    }

    /// <summary>What is on the nodes' flash drives, by node and name of the file.</summary>
    public IEnumerable<(string Node, string File, byte[] Content)> ReadFlash()
    {
        byte[] buffer = new byte[Firmware.Core.Limits.SegmentBytes];
        foreach (WorldNode node in _nodes)
        {
            foreach (string file in node.Board.Flash.List())
            {
                yield return (node.Name, file, buffer[..node.Board.Flash.Read(file, buffer)]);
            }
        }
    }

    private WorldNode Mount(NodeFile file, NodeAccess access, BuildingUse use)
    {
        byte[] keys = access.WriteKeys();
        NodeSettings settings = SettingsText.Read(SettingsOf(file, access), [.. VirtualAnalogInputs.Pins], out _, out string[] errors)
            ?? throw new ArgumentException(string.Join('\n', errors), nameof(file));
        WorldNode node = new(_time, _broker, settings, SettingsText.ReadKeys(keys, out _, out _), Faults.None, Seed, use.Of);
        node.SetBattery(BatteryFullMv);
        return node;
    }

    /// <summary>
    /// A node's settings, but with the longest intervals, which cost the least time, without a schedule, as if it were always open, and without
    /// what a radio sensor says.
    /// </summary>
    private static byte[] SettingsOf(NodeFile file, NodeAccess access)
    {
        JsonObject settings = JsonNode.Parse(file.Fill(access, isAlwaysOpen: true))!.AsObject();
        settings["heartbeat_interval_s"] = HeartbeatIntervalS;
        settings["meter_interval_s"] = MeterIntervalS;
        settings.Remove("schedule");
        settings.Remove("sensors");
        foreach (string list in (string[])["zones", "meters"])
        {
            (settings[list] as JsonArray)?.RemoveAll(entry => entry!["sensor"] is not null);
        }

        return JsonSerializer.SerializeToUtf8Bytes(settings);
    }
}
