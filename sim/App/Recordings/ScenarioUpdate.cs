using System.Collections;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Sim.App.Recordings;

/// <summary>Says in a scenario's words that the supervisor sent a configuration.</summary>
internal static class ScenarioUpdate
{
    // The others name pins and addresses, and a scenario's node has its own.
    private static readonly string[] Members = ["version", "heartbeat_interval_s", "meter_interval_s", "entry_delay_s", "exit_delay_s", "schedule"];

    /// <summary>The act.</summary>
    /// <param name="node">Whom it was for.</param>
    /// <param name="text">The configuration.</param>
    /// <param name="by">The person who asked.</param>
    /// <returns>Null where scenarios have nothing of the kind: it is no good configuration, or differs from the mounted one in more than they can say.</returns>
    public static string? Translate(VirtualNode node, byte[] text, string by)
    {
        NodeSettings? settings = Read(text, out Hashtable tree);
        Read(node.Papers.Settings, out Hashtable mounted);
        return settings is null || by.Contains('"', StringComparison.Ordinal) || !RestOf(tree).SequenceEqual(RestOf(mounted))
            ? null
            : $"update version={settings.Version} heartbeat_interval_s={settings.HeartbeatIntervalS} meter_interval_s={settings.MeterIntervalS}"
                + $" entry_delay_s={settings.EntryDelayS} exit_delay_s={settings.ExitDelayS}"
                + $" schedule {string.Join(' ', ScenarioHead.PartsOf(settings.Schedule))} by \"{by}\" {node.Id.Node}";
    }

    private static NodeSettings? Read(byte[] text, out Hashtable tree)
    {
        return SettingsText.Read(text, [.. VirtualAnalogInputs.Pins], out tree, out _);
    }

    /// <summary>What a scenario cannot say of a configuration.</summary>
    private static byte[] RestOf(Hashtable tree)
    {
        Hashtable rest = new(tree);
        Array.ForEach(Members, rest.Remove);
        return CanonicalTree.Write(rest, Limits.MaxSettingsBytes);
    }
}
