using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;

namespace Wugang.Sim.App.Replays;

/// <summary>A node of a replay as the page draws it: like a board of the demonstration (<see cref="BoardView"/>).</summary>
internal static class ReplayBoard
{
    public static object Of(ScenarioNode node)
    {
        WorldNode world = node.World;
        AlarmSystem? alarms = world.Firmware?.Alarms;
        return new
        {
            Id = world.Name,
            Powered = alarms is not null,
            Connected = world.Board.Connection.State == LinkState.Up,
            Siren = node.Siren.IsSounding,
            Buzzer = node.Buzzer.IsSounding,
            Led = node.Lamp.IsSounding,
            Wifi = world.Board.Connection.IsPathUp,
            Held = HeldKeys(world),
            Protection = alarms is null ? null : SafetyNames.Of(alarms.Protection.State),
            Alarms = alarms is null ? [] : AlarmsOf(alarms),
            Inputs = world.Zones.Select(zone => new
            {
                zone.Name,
                Type = ZoneTypes.NameOf(zone.Settings.Type),
                Active = zone.IsActive,
                Loop = zone.IsLoop ? NameOf(zone.Wire) : null,
                zone.Ohm,
                Wireless = zone.Settings.Sensor is not null,
            }),
        };
    }

    private static IEnumerable<string> HeldKeys(WorldNode world)
    {
        ControlSettings controls = world.Settings.Controls;
        return new[] { ("reset", controls.ResetPin), ("silence", controls.SilencePin), ("set", controls.SetPin) }
            .Where(key => key.Item2 != NodeSettings.NoPin && world.Board.ContactAt(key.Item2).IsHigh)
            .Select(key => key.Item1);
    }

    private static string[] AlarmsOf(AlarmSystem alarms)
    {
        return
        [
            .. Enumerable.Range(0, alarms.Zones.Count).Select(alarms.Zones.At)
                .Where(zone => zone.Alarm != 0).Select(zone => zone.Settings.Name),
        ];
    }

    private static string NameOf(WireState wire)
    {
        return wire switch
        {
            WireState.Whole => "whole",
            WireState.Cut => "cut",
            WireState.Short => "short",
            WireState.Foreign => "foreign",
            _ => throw new ArgumentOutOfRangeException(nameof(wire)),
        };
    }
}
