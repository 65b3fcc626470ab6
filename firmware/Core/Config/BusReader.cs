using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads how a meter on a serial line is asked. Each protocol has its own members; those of another are no settings.</summary>
internal sealed class BusReader
{
    private const int UsualBitsPerSecond = 2400;
    private const int UsualModbusBitsPerSecond = 9600;
    private const int Dlt645AddressDigits = 12;
    private const int Cjt188AddressDigits = 14;
    private const int MaxModbusUnit = 247;
    private const int MaxModbusAddress = 65535;
    private const int MaxModbusDecimals = 6;
    private const byte Cjt188ColdWater = 0x10;
    private const byte Cjt188Gas = 0x30;

    private static readonly WireNames Protocols = new WireNames("dlt645", "cjt188", "modbus");
    private static readonly WireNames Parities = new WireNames("none", "even", "odd");
    private static readonly WireNames Quantities = new WireNames("forward", "reverse", "combined");
    private static readonly WireNames WaterKinds = new WireNames("cold", "hot", "drinking", "reclaimed");
    private static readonly WireNames StatusReadings = new WireNames("low", "high", "none");
    private static readonly WireNames WordOrders = new WireNames("high_first", "low_first");
    private static readonly WireNames Units = new WireNames("wh", "kwh", "mwh", "l", "m3");

    private readonly SerialLineSettings[] _lines;

    public BusReader(SerialLineSettings[] lines)
    {
        _lines = lines;
    }

    public BusSettings Read(SettingsObject item, Medium medium)
    {
        BusSettings bus = new BusSettings();
        ReadPort(item, bus);
        int protocol = item.ReadWord("protocol", Protocols, 0);
        if (protocol == 0)
        {
            return bus;
        }

        bus.Protocol = (MeterSource)((int)MeterSource.Pulse + protocol);
        ReadLine(item, bus);
        if (bus.Protocol == MeterSource.Dlt645)
        {
            ReadDlt645(item, bus, medium);
        }
        else if (bus.Protocol == MeterSource.Cjt188)
        {
            ReadCjt188(item, bus, medium);
        }
        else
        {
            ReadModbus(item, bus, medium);
        }

        item.Finish();
        return bus;
    }

    private void ReadPort(SettingsObject item, BusSettings bus)
    {
        if (!item.TryReadInteger("port", 1, Limits.MaxSerialPort, out int port))
        {
            return;
        }

        bus.Port = port;
        for (int i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].Port == port)
            {
                return;
            }
        }

        item.Refuse("port", "is " + port.ToString() + ", which no line has");
    }

    private static void ReadLine(SettingsObject item, BusSettings bus)
    {
        bool isModbus = bus.Protocol == MeterSource.Modbus;
        int bitsPerSecond = item.ReadInteger(
            "bits_per_second",
            LineSettings.MinBitsPerSecond,
            LineSettings.MaxBitsPerSecond,
            isModbus ? UsualModbusBitsPerSecond : UsualBitsPerSecond);
        LineParity usual = isModbus ? LineParity.None : LineParity.Even;
        int parity = item.ReadWord("parity", Parities, (int)usual);
        int stopBits = item.ReadInteger("stop_bits", 1, 2, 1);
        bus.Line = new LineSettings(bitsPerSecond, parity == 0 ? usual : (LineParity)parity, stopBits);
    }

    private static void ReadDlt645(SettingsObject item, BusSettings bus, Medium medium)
    {
        RequireMedium(item, medium, medium == Medium.Electricity, "electricity");
        bus.Address = ReadAddress(item, Dlt645AddressDigits);
        bus.Quantity = (EnergyQuantity)item.ReadWord("quantity", Quantities, (int)bus.Quantity);
    }

    private static void ReadCjt188(SettingsObject item, BusSettings bus, Medium medium)
    {
        RequireMedium(item, medium, medium == Medium.Water || medium == Medium.Gas, "water and gas");
        bus.Address = ReadAddress(item, Cjt188AddressDigits);
        bus.Kind = Cjt188Gas;
        if (medium == Medium.Water)
        {
            int kind = item.ReadWord("kind", WaterKinds, 1);
            bus.Kind = (byte)(Cjt188ColdWater + kind - 1);
        }

        bus.ChecksSequence = item.ReadBoolean("checks_sequence", bus.ChecksSequence);
        bus.StatusReading = (Cjt188StatusReading)item.ReadWord("status_bits", StatusReadings, (int)bus.StatusReading);
    }

    private static void ReadModbus(SettingsObject item, BusSettings bus, Medium medium)
    {
        bus.Unit = item.ReadInteger("address", 1, MaxModbusUnit);
        SettingsObject register = item.RequireObject("register");
        ModbusRow row = new ModbusRow();
        row.Function = register.ReadInteger("function", 3, 4, 3);
        row.Address = register.ReadInteger("address", 0, MaxModbusAddress);
        row.WordCount = register.ReadInteger("words", 1, 4, 2);
        if (row.WordCount == 3 || row.Address > MaxModbusAddress + 1 - row.WordCount)
        {
            register.Refuse("words", "must be 1, 2 or 4, all with an address");
        }

        row.IsHighWordFirst = register.ReadWord("word_order", WordOrders, 1) == 1;
        row.DecimalCount = register.ReadInteger("decimals", 0, row.WordCount == 1 ? 4 : MaxModbusDecimals, 0);
        row.Unit = (MeterUnit)register.ReadWord("unit", Units, 0);
        bool isVolume = row.Unit == MeterUnit.Litre || row.Unit == MeterUnit.CubicMetre;
        if (row.Unit != 0 && medium != 0 && isVolume == (medium == Medium.Electricity))
        {
            register.Refuse("unit", "is none of " + Media.NameOf(medium));
        }

        register.Finish();
        bus.Row = row;
    }

    private static void RequireMedium(SettingsObject item, Medium medium, bool isFitting, string media)
    {
        if (medium != 0 && !isFitting)
        {
            item.Refuse("protocol", "is for " + media);
        }
    }

    /// <returns>Null where the address is left out or does not fit.</returns>
    private static string ReadAddress(SettingsObject item, int digitCount)
    {
        if (!item.Has("address"))
        {
            return null;
        }

        string address = item.ReadText("address", 1);
        bool isFitting = address.Length == digitCount;
        for (int i = 0; i < address.Length; i++)
        {
            isFitting = isFitting && "0123456789ABCDEF".IndexOf(address[i]) >= 0;
        }

        if (address.Length > 0 && !isFitting)
        {
            item.Refuse("address", "must be " + digitCount.ToString() + " digits of 0-9 and A-F");
        }

        return isFitting ? address : null;
    }
}
