using System.Globalization;
using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>A meter that speaks Modbus RTU and keeps its register as one whole number.</summary>
public sealed class ModbusVirtualMeter : VirtualMeter
{
    private const int RequestBytes = 8;
    private const int MaxWords = 125;
    private const int BitsPerWord = 16;
    private const byte ReadHolding = 0x03;
    private const byte ReadInput = 0x04;
    private const byte WriteOne = 0x06;
    private const byte ExceptionBit = 0x80;
    private const byte IllegalFunction = 1;
    private const byte IllegalAddress = 2;
    private const byte IllegalCount = 3;

    private readonly int _firstWord;
    private readonly int _wordCount;
    private readonly bool _isHighWordFirst;
    private byte _unit;

    /// <param name="line">Where it hangs.</param>
    /// <param name="unit">Its number on the line, 1 to 247.</param>
    /// <param name="firstWord">Address of the register's first word.</param>
    /// <param name="wordCount">How many words of 16 bits it has.</param>
    /// <param name="isHighWordFirst">Their order.</param>
    /// <param name="register">What it counts; the number is in steps of its last digit.</param>
    /// <param name="settings">How it speaks; often 9600 bit/s without parity.</param>
    /// <param name="seed">The seed of the world.</param>
    public ModbusVirtualMeter(
        Rs485Line line,
        byte unit,
        int firstWord,
        int wordCount,
        bool isHighWordFirst,
        MeterRegister register,
        LineSettings settings,
        long seed)
        : base(line, $"modbus/{unit}", register, settings, seed)
    {
        _unit = unit;
        _firstWord = firstWord;
        _wordCount = wordCount;
        _isHighWordFirst = isHighWordFirst;
    }

    public override string Address
    {
        get => _unit.ToString(CultureInfo.InvariantCulture);
        set => _unit = byte.Parse(value, CultureInfo.InvariantCulture);
    }

    protected override byte[]? Answer(byte[] heard)
    {
        for (int i = 0; i + RequestBytes <= heard.Length; i++)
        {
            ReadOnlySpan<byte> request = heard.AsSpan(i, RequestBytes);
            bool isForThis = request[0] == _unit && request[1] is >= 1 and <= WriteOne;
            if (isForThis && MeterBytes.Crc(request[..^2]) == (request[^2] | (request[^1] << 8)))
            {
                return AnswerRequest(request);
            }
        }

        return null;
    }

    protected override void Disguise(byte[] reply)
    {
        reply[0] ^= 1;
        if ((reply[1] & ExceptionBit) == 0)
        {
            reply[^3] ^= 1;
        }

        Seal(reply);
    }

    private byte[] AnswerRequest(ReadOnlySpan<byte> request)
    {
        int first = (request[2] << 8) | request[3];
        int count = (request[4] << 8) | request[5];
        byte error = request[1] is not (ReadHolding or ReadInput) ? IllegalFunction
            : count is 0 or > MaxWords ? IllegalCount
            : first < _firstWord || first + count > _firstWord + _wordCount ? IllegalAddress
            : (byte)0;
        if (error != 0)
        {
            return Compose([_unit, (byte)(request[1] | ExceptionBit), error]);
        }

        byte[] words = new byte[2 * count];
        for (int i = 0; i < count; i++)
        {
            int word = WordAt(first - _firstWord + i);
            words[2 * i] = (byte)(word >> 8);
            words[(2 * i) + 1] = (byte)(word & 0xFF);
        }

        return Compose([_unit, request[1], (byte)words.Length, .. words]);
    }

    private int WordAt(int index)
    {
        int fromLowest = _isHighWordFirst ? _wordCount - 1 - index : index;
        return (int)(((Register.Now / Register.Step) >> (BitsPerWord * fromLowest)) & 0xFFFF);
    }

    private static byte[] Compose(byte[] content)
    {
        byte[] frame = [.. content, 0, 0];
        Seal(frame);
        return frame;
    }

    private static void Seal(byte[] frame)
    {
        ushort crc = MeterBytes.Crc(frame.AsSpan(0, frame.Length - 2));
        frame[^2] = (byte)(crc & 0xFF);
        frame[^1] = (byte)(crc >> 8);
    }
}
