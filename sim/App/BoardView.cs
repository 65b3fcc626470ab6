using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.App.Brokers;

namespace Wugang.Sim.App;

/// <summary>A board as the simulator's page is told of it.</summary>
internal static class BoardView
{
    /// <param name="node">The board.</param>
    /// <param name="broker">The broker, where it is this program's own.</param>
    public static object Of(VirtualNode node, MortalEmbeddedBroker? broker)
    {
        return new
        {
            Id = node.Id.Value,
            node.Name,
            Powered = node.IsPowered,
            Connected = broker?.IsConnected(node.Id.Value),
            Siren = node.IsSirenSounding,
            Buzzer = node.IsBuzzerSounding,
            Led = node.IsLedOn,
            Mains = node.IsMainsOn,
            Battery = node.BatteryPercent,
            Wifi = node.IsInReach,
            Flash = node.IsFlashWorking,
            ClockErrorS = (long)node.ClockError.TotalSeconds,
            Setup = node.Bluetooth.IsServing,
            SetupLamp = node.IsSetupLampOn,
            Held = node.HeldKeys,
            Said = node.Console.Count,
            Inputs = node.Zones.Select(wire => new
            {
                wire.Zone.Name,
                Type = ZoneTypes.NameOf(wire.Zone.Type),
                Active = wire.IsActive,
                Loop = wire.IsLoop ? NameOf(wire.Fault) : null,
                wire.Ohm,
                Wireless = wire.IsWireless,
            }),
            Meters = node.Meters.Select((meter, index) => new
            {
                meter.Name,
                Medium = Media.NameOf(meter.Medium),
                Pulses = meter.Source == MeterSource.Pulse ? node.PulsesOf(index) : (long?)null,
                Register = node.RegisterOf(meter),
                Flow = node.FlowOf(meter),
            }),
            Lines = node.SerialLines.Select(line => new { line.Sent, line.Heard, line.AgeMs }),
            Air = node.NewestFrame is not { } frame ? null : new { frame.Name, frame.SignalDbm, frame.AgeMs },
        };
    }

    private static string NameOf(LoopFault fault)
    {
        return fault switch
        {
            LoopFault.None => "whole",
            LoopFault.Cut => "cut",
            LoopFault.Short => "short",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }
}
