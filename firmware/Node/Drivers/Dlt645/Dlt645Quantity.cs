using System;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>A quantity, or a family of them that differ in the tariff or phase which DI1 names.</summary>
public sealed class Dlt645Quantity
{
    /// <summary>DI1 of a request for all of a family in one reply.</summary>
    public const int BlockPart = 0xFF;

    private const int PhaseC = 3;
    private const byte FirstPrintable = 0x20;
    private const byte LastPrintable = 0x7E;
    private const uint WithoutPart = 0xFFFF00FF;

    private readonly uint _identifier;
    private readonly int _firstPart;
    private readonly int _lastPart;
    private readonly bool _hasParts;

    private Dlt645Quantity(
        uint identifier, string name, string unit, Dlt645Form form, int valueBytes, int decimalCount, int firstPart, int lastPart)
    {
        _identifier = identifier;
        Name = name;
        Unit = unit;
        Form = form;
        ValueBytes = valueBytes;
        DecimalCount = decimalCount;
        _hasParts = lastPart > 0;
        _firstPart = firstPart;
        _lastPart = lastPart;
    }

    /// <summary>What is measured, without its tariff or phase.</summary>
    public string Name { get; }

    /// <summary>The unit as it is printed, such as kWh; empty where there is none.</summary>
    public string Unit { get; }

    public Dlt645Form Form { get; }

    /// <summary>Bytes of one value.</summary>
    public int ValueBytes { get; }

    /// <summary>Digits behind the point of a number.</summary>
    public int DecimalCount { get; }

    internal static Dlt645Quantity Single(
        uint identifier, string name, string unit, Dlt645Form form, int valueBytes, int decimalCount)
    {
        return new Dlt645Quantity(identifier, name, unit, form, valueBytes, decimalCount, 0, 0);
    }

    /// <summary>A family whose parts are numbered from the first to the last, and of which a block can be asked.</summary>
    internal static Dlt645Quantity Family(
        uint identifier, string name, string unit, Dlt645Form form, int valueBytes, int decimalCount, int firstPart, int lastPart)
    {
        return new Dlt645Quantity(identifier, name, unit, form, valueBytes, decimalCount, firstPart, lastPart);
    }

    /// <summary>DI1: the tariff or phase, 0 for the total, <see cref="BlockPart"/> for all.</summary>
    public static int PartOf(uint identifier)
    {
        return (int)((identifier >> 8) & 0xFF);
    }

    /// <summary>What is measured, with its tariff or phase.</summary>
    public string NameOf(uint identifier)
    {
        int part = PartOf(identifier);
        return !_hasParts ? Name
            : part == BlockPart ? Name + " block"
            : part == 0 ? Name + " total"
            : _lastPart == PhaseC ? Name + " " + (char)('A' + part - 1)
            : Name + " tariff " + part.ToString();
    }

    /// <summary>The text of one value, digits exactly as on the meter; null where half a byte is no decimal digit.</summary>
    public string Format(byte[] buffer, int offset)
    {
        switch (Form)
        {
            case Dlt645Form.Number:
            case Dlt645Form.SignedNumber:
                bool isSigned = Form == Dlt645Form.SignedNumber;
                return MeterValue.TryReadBcd(buffer, offset, ValueBytes, DecimalCount, isSigned, out MeterValue value)
                    ? value.ToString()
                    : null;

            case Dlt645Form.Digits:
            case Dlt645Form.Bits:
                return MeterAddress.Format(buffer, offset, ValueBytes);

            case Dlt645Form.Text:
                return FormatText(buffer, offset);

            case Dlt645Form.Date:
                return FormatFields(buffer, offset + 1, '-') + " " + MeterAddress.Format(buffer, offset, 1);

            case Dlt645Form.Time:
                return FormatFields(buffer, offset, ':');

            default:
                throw new InvalidOperationException("A quantity has a form that there is not.");
        }
    }

    internal bool Covers(uint identifier)
    {
        if (!_hasParts)
        {
            return identifier == _identifier;
        }

        int part = PartOf(identifier);
        return (identifier & WithoutPart) == _identifier
            && (part == BlockPart || (part >= _firstPart && part <= _lastPart));
    }

    /// <summary>Whether a reply to this identifier holds a row of values.</summary>
    public bool IsBlock(uint identifier)
    {
        return _hasParts && PartOf(identifier) == BlockPart;
    }

    /// <summary>Number of values that so many bytes behind this identifier hold; 0 where the length fits none.</summary>
    public int CountValues(uint identifier, int byteCount)
    {
        if (IsBlock(identifier))
        {
            return byteCount % ValueBytes == 0 ? byteCount / ValueBytes : 0;
        }

        return byteCount == ValueBytes ? 1 : 0;
    }

    private string FormatText(byte[] buffer, int offset)
    {
        char[] text = new char[ValueBytes];
        int count = 0;
        for (int i = ValueBytes - 1; i >= 0 && buffer[offset + i] != 0; i--)
        {
            byte value = buffer[offset + i];
            text[count++] = value >= FirstPrintable && value <= LastPrintable ? (char)value : '?';
        }

        return new string(text, 0, count);
    }

    /// <summary>Three fields of two digits, the last byte first.</summary>
    private static string FormatFields(byte[] buffer, int offset, char between)
    {
        return MeterAddress.Format(buffer, offset + 2, 1)
            + between + MeterAddress.Format(buffer, offset + 1, 1)
            + between + MeterAddress.Format(buffer, offset, 1);
    }
}
