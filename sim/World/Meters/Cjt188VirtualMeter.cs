using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>How a CJ/T 188 meter orders the two bytes of an identifier.</summary>
public enum IdentifierOrder
{
    /// <summary>As it was asked.</summary>
    AsAsked,

    /// <summary>Always <c>90 1F</c>, as in the edition of 2004.</summary>
    HighByteFirst,

    /// <summary>Always <c>1F 90</c>, as in the edition of 2018.</summary>
    LowByteFirst,
}

/// <summary>A water or gas meter that speaks CJ/T 188, with the habits of one vendor or another.</summary>
public sealed class Cjt188VirtualMeter : VirtualMeter
{
    /// <summary>What the last digit of a register in cubic metres stands for, in litres.</summary>
    public const int StepLitres = 10;

    /// <summary>What its eight digits show as 0 again, in litres.</summary>
    public const long Rollover = 1_000_000_000;

    /// <summary>Cold water, as the frame names it.</summary>
    public const byte ColdWater = 0x10;

    /// <summary>Gas, as the frame names it.</summary>
    public const byte Gas = 0x30;

    private const byte AnyType = 0xAA;
    private const int RegisterBytes = 4;
    private const int AddressBytes = 7;
    private const int LengthAt = 10;
    private const int ControlAt = 9;
    private const int DataAt = 11;
    private const int RequestDataBytes = 3;
    private const int AmountAt = DataAt + RequestDataBytes;

    private const byte Read = 0x01;
    private const byte ReadAddress = 0x03;
    private const byte Reply = 0x80;
    private const byte ErrorReply = 0xC0;
    private const byte CubicMetres = 0x2C;

    private static readonly TimeSpan UtcOffset = TimeSpan.FromHours(8);

    private readonly byte _type;
    private byte[] _address;

    /// <param name="line">Where it hangs.</param>
    /// <param name="type">The kind of meter, such as <see cref="ColdWater"/>.</param>
    /// <param name="address">Fourteen digits.</param>
    /// <param name="register">What it counts, in steps of <see cref="StepLitres"/>.</param>
    /// <param name="settings">How it speaks; usually 2400 bit/s, even parity, one stop bit.</param>
    /// <param name="seed">The seed of the world.</param>
    public Cjt188VirtualMeter(
        Rs485Line line, byte type, string address, MeterRegister register, LineSettings settings, long seed)
        : base(line, "cjt188/" + address, register, settings, seed)
    {
        _type = type;
        _address = MeterBytes.Address(address);
    }

    public override string Address
    {
        get => Convert.ToHexString([.. _address.Reverse()]);
        set => _address = MeterBytes.Address(value);
    }

    /// <summary>In which order it answers.</summary>
    public IdentifierOrder AnswersIn { get; init; }

    /// <summary>Whether it is silent where it is asked in another order than its own.</summary>
    public bool IsDeafToOtherOrder { get; init; }

    /// <summary>Whether it sends nothing but the amount now.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether it repeats the sequence number; some send 0.</summary>
    public bool RepeatsSequence { get; init; } = true;

    /// <summary>Whether it knows the time; some send nothing but zeros.</summary>
    public bool HasClock { get; init; } = true;

    /// <summary>The two bytes of its status; what they mean is the vendor's.</summary>
    public ReadOnlyMemory<byte> Status { get; init; } = new byte[2];

    protected override byte[]? Answer(byte[] heard)
    {
        ReadOnlySpan<byte> request = MeterBytes.FindFrame(heard, LengthAt);
        if (request.IsEmpty)
        {
            return null;
        }

        bool isMeant = (request[1] == AnyType || request[1] == _type) && MeterBytes.IsMeant(request[2..], _address);
        if (!isMeant || request[LengthAt] != RequestDataBytes)
        {
            return [];
        }

        byte sequence = RepeatsSequence ? request[DataAt + 2] : (byte)0;
        return (request[ControlAt], request[DataAt], request[DataAt + 1]) switch
        {
            (Read, 0x90, 0x1F) => AnswerRead(isHighByteFirst: true, sequence),
            (Read, 0x1F, 0x90) => AnswerRead(isHighByteFirst: false, sequence),
            (ReadAddress, byte first, byte second) => Compose(Reply | ReadAddress, [first, second, sequence]),
            (Read, _, _) => Compose(ErrorReply | Read, [sequence, .. Status.Span]),
            _ => [],
        };
    }

    protected override void Disguise(byte[] reply)
    {
        reply[2] ^= 1;
        if (reply.Length > AmountAt + 2)
        {
            reply[AmountAt] ^= 1;
        }

        MeterBytes.Seal(reply);
    }

    private byte[] AnswerRead(bool isHighByteFirst, byte sequence)
    {
        bool isAnswerHighByteFirst =
            AnswersIn == IdentifierOrder.AsAsked ? isHighByteFirst : AnswersIn == IdentifierOrder.HighByteFirst;
        if (IsDeafToOtherOrder && isHighByteFirst != isAnswerHighByteFirst)
        {
            return [];
        }

        byte[] identifier = isAnswerHighByteFirst ? [0x90, 0x1F] : [0x1F, 0x90];
        byte[] now = [.. identifier, sequence, .. Amount(Register.Now)];
        DateTimeOffset local = DateTimeOffset.FromUnixTimeMilliseconds(Time.NowMs).ToOffset(UtcOffset);
        DateTimeOffset settlement = new(local.Year, local.Month, 1, 0, 0, 0, UtcOffset);
        byte[] settled = Amount(Register.At(settlement.ToUnixTimeMilliseconds()));
        return Compose(Reply | Read, IsShort ? now : [.. now, .. settled, .. ClockBytes(local), .. Status.Span]);
    }

    private byte[] ClockBytes(DateTimeOffset local)
    {
        int[] parts = [local.Second, local.Minute, local.Hour, local.Day, local.Month, local.Year % 100, local.Year / 100];
        return [.. parts.Select(part => HasClock ? MeterBytes.Bcd(part, 1)[0] : (byte)0)];
    }

    private static byte[] Amount(long litres)
    {
        return [.. MeterBytes.Bcd(litres / StepLitres, RegisterBytes), CubicMetres];
    }

    private byte[] Compose(byte control, byte[] data)
    {
        return MeterBytes.Frame([MeterBytes.Start, _type, .. _address.Take(AddressBytes), control], data);
    }
}
