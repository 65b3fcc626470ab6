using System;
using System.Collections;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Meters;

/// <summary>From the settings of meters on serial lines to their drivers.</summary>
internal static class SerialMeters
{
    private const uint ReverseActiveTotal = 0x00020000;
    private const uint CombinedActiveTotal = 0x00000000;

    /// <summary>The driver of one meter.</summary>
    public static SerialMeter Make(BusSettings bus)
    {
        return new SerialMeter(MakeProtocol(bus), bus.Line);
    }

    /// <summary>Opens each line that has a meter.</summary>
    /// <param name="settings">The node's settings.</param>
    /// <param name="meters">Their drivers, in the same order; null for a pulse meter.</param>
    /// <param name="board">What offers the lines.</param>
    public static SerialLine[] OpenLines(NodeSettings settings, SerialMeter[] meters, IBoard board)
    {
        ArrayList lines = new ArrayList();
        for (int i = 0; i < settings.Lines.Length; i++)
        {
            SerialMeter[] onLine = FindOn(settings, meters, settings.Lines[i].Port);
            if (onLine.Length > 0)
            {
                lines.Add(new SerialLine(board.OpenSerial(settings.Lines[i]), onLine));
            }
        }

        return (SerialLine[])lines.ToArray(typeof(SerialLine));
    }

    private static SerialMeter[] FindOn(NodeSettings settings, SerialMeter[] meters, int port)
    {
        ArrayList found = new ArrayList();
        for (int i = 0; i < meters.Length; i++)
        {
            if (meters[i] != null && settings.Meters[i].Bus.Port == port)
            {
                found.Add(meters[i]);
            }
        }

        return (SerialMeter[])found.ToArray(typeof(SerialMeter));
    }

    private static MeterProtocol MakeProtocol(BusSettings bus)
    {
        switch (bus.Protocol)
        {
            case MeterSource.Dlt645:
                return new Dlt645Meter(AddressOf(bus, Dlt645Frame.AddressBytes), IdentifierOf(bus.Quantity));

            case MeterSource.Cjt188:
                MeterAddress address = AddressOf(bus, Cjt188Frame.AddressBytes);
                return new Cjt188Meter(bus.Kind, address, bus.StatusReading, bus.ChecksSequence);

            case MeterSource.Modbus:
                ModbusRow row = bus.Row;
                ModbusRegister register = new ModbusRegister(
                    (byte)row.Function, row.Address, row.WordCount, row.IsHighWordFirst, row.DecimalCount, row.Unit);
                return new ModbusMeter(bus.Unit, register);

            case MeterSource.Pulse:
            case MeterSource.Bthome:
            default:
                throw new ArgumentOutOfRangeException(nameof(bus));
        }
    }

    private static MeterAddress AddressOf(BusSettings bus, int byteCount)
    {
        return bus.Address == null ? MeterAddress.Any(byteCount) : MeterAddress.Parse(bus.Address, byteCount);
    }

    private static uint IdentifierOf(EnergyQuantity quantity)
    {
        switch (quantity)
        {
            case EnergyQuantity.Forward:
                return Dlt645Meter.ForwardActiveTotal;

            case EnergyQuantity.Reverse:
                return ReverseActiveTotal;

            case EnergyQuantity.Combined:
                return CombinedActiveTotal;

            default:
                throw new ArgumentOutOfRangeException(nameof(quantity));
        }
    }
}
