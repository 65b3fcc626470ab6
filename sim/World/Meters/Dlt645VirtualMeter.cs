using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// An electricity meter that speaks DL/T 645-2007. All it counts is of tariff 3, as in meters without a time-of-use
/// programme.
/// </summary>
public sealed class Dlt645VirtualMeter : VirtualMeter
{
    /// <summary>What the last digit of a register stands for, in watt-hours.</summary>
    public const int StepWh = 10;

    /// <summary>What its eight digits show as 0 again, in watt-hours.</summary>
    public const long Rollover = 1_000_000_000;

    private const int RegisterBytes = 4;
    private const int AddressBytes = 6;
    private const int LengthAt = 9;
    private const int ControlAt = 8;
    private const int Offset = 0x33;
    private const int IdentifierBytes = 4;
    private const int ValueAt = LengthAt + 1 + IdentifierBytes;

    private const byte BroadcastTime = 0x08;
    private const byte Read = 0x11;
    private const byte ReadNext = 0x12;
    private const byte ReadAddress = 0x13;
    private const byte Reply = 0x80;
    private const byte ErrorReply = 0xC0;
    private const byte MoreFollows = 0x20;

    private const byte NoSuchData = 0x02;
    private const byte NotAuthorised = 0x04;

    private byte[] _address;

    /// <param name="line">Where it hangs.</param>
    /// <param name="address">Twelve digits.</param>
    /// <param name="register">What it counts, in steps of <see cref="StepWh"/>.</param>
    /// <param name="settings">How it speaks; by the standard 2400 bit/s, even parity, one stop bit.</param>
    /// <param name="seed">The seed of the world.</param>
    public Dlt645VirtualMeter(Rs485Line line, string address, MeterRegister register, LineSettings settings, long seed)
        : base(line, "dlt645/" + address, register, settings, seed)
    {
        _address = MeterBytes.Address(address);
    }

    public override string Address
    {
        get => Convert.ToHexString([.. _address.Reverse()]);
        set => _address = MeterBytes.Address(value);
    }

    /// <summary>Whether it answers in the edition of 1997, to whatever it is asked.</summary>
    public bool IsEdition1997 { get; init; }

    /// <summary>Most bytes of a value in one frame; the rest is in follow-on frames.</summary>
    public int MaxValueBytes { get; init; } = 200;

    /// <summary>Voltage of each phase, in tenths of a volt.</summary>
    public int VoltageTenths { get; init; } = 2312;

    protected override byte[]? Answer(byte[] heard)
    {
        ReadOnlySpan<byte> request = MeterBytes.FindFrame(heard, LengthAt);
        if (request.IsEmpty)
        {
            return null;
        }

        if (request[ControlAt] >= Reply || !MeterBytes.IsMeant(request[1..], _address))
        {
            return [];
        }

        byte[] data = new byte[request[LengthAt]];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)((request[LengthAt + 1 + i] - Offset) & 0xFF);
        }

        return request[ControlAt] switch
        {
            Read or ReadNext when data.Length >= IdentifierBytes => AnswerRead(request[ControlAt], data),
            ReadAddress => Compose(Reply | ReadAddress, _address),
            BroadcastTime => [],
            byte other => Compose((byte)(ErrorReply | other), [NotAuthorised]),
        };
    }

    protected override void Disguise(byte[] reply)
    {
        reply[1] ^= 1;
        if (reply.Length > ValueAt + 2)
        {
            int digits = ((reply[ValueAt] - Offset) & 0xFF) ^ 1;
            reply[ValueAt] = (byte)((digits + Offset) & 0xFF);
        }

        MeterBytes.Seal(reply);
    }

    private byte[] AnswerRead(byte function, byte[] data)
    {
        byte[] identifier = data[..IdentifierBytes];
        if (IsEdition1997)
        {
            return Compose(0x81, [0x10, 0x90, .. Energy(Register.Now)]);
        }

        byte[]? value = ValueOf(BitConverter.ToUInt32(identifier));
        int part = function == ReadNext ? data[^1] : 0;
        if (value is null || part * MaxValueBytes >= value.Length)
        {
            return Compose((byte)(ErrorReply | function), [NoSuchData]);
        }

        byte[] chunk = [.. value.Skip(part * MaxValueBytes).Take(MaxValueBytes)];
        bool hasMore = (part + 1) * MaxValueBytes < value.Length;
        byte[] number = part == 0 ? [] : [(byte)part];
        return Compose((byte)(Reply | (hasMore ? MoreFollows : 0) | function), [.. identifier, .. chunk, .. number]);
    }

    private byte[]? ValueOf(uint identifier)
    {
        byte[] none = Energy(0);
        return identifier switch
        {
            0x00000000 or 0x00010000 or 0x00010300 => Energy(Register.Now),
            0x0001FF00 => [.. Energy(Register.Now), .. none, .. none, .. Energy(Register.Now), .. none],
            0x00020000 or 0x00010100 or 0x00010200 or 0x00010400 => none,
            0x02010100 or 0x02010200 or 0x02010300 => MeterBytes.Bcd(VoltageTenths, 2),
            0x04000401 or 0x04000402 => _address,
            _ => null,
        };
    }

    private static byte[] Energy(long wattHours)
    {
        return MeterBytes.Bcd(wattHours / StepWh, RegisterBytes);
    }

    private byte[] Compose(byte control, byte[] data)
    {
        byte[] sent = [.. data.Select(value => (byte)((value + Offset) & 0xFF))];
        return MeterBytes.Frame([MeterBytes.Start, .. _address.Take(AddressBytes), MeterBytes.Start, control], sent);
    }
}
