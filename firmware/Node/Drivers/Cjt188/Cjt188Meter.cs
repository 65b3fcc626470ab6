using System;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>Reads the amount of a water or gas meter that speaks CJ/T 188, 2004 or 2018.</summary>
/// <remarks>
/// Either order of the identifier's bytes is taken in a reply. Asked is in the order that the meter answered last; each
/// new attempt asks in the other one.
/// </remarks>
public sealed class Cjt188Meter : MeterProtocol
{
    private readonly byte _type;
    private readonly MeterAddress _address;
    private readonly Cjt188StatusReading _statusReading;
    private readonly bool _checksSequence;
    private readonly Cjt188Frame _frame = new Cjt188Frame();
    private readonly byte[] _answeredBy = new byte[Cjt188Frame.AddressBytes];
    private bool _isHighByteFirst;
    private byte _sequence;
    private int _errorCode;
    private MeterValue _value;
    private MeterUnit _unit;

    /// <param name="type">The kind of meter, water or gas, see <see cref="Cjt188Type"/>.</param>
    /// <param name="address">Seven bytes; may hold wildcards.</param>
    /// <param name="statusReading">How its vendor uses the status.</param>
    /// <param name="checksSequence">
    /// Whether a reply must repeat the sequence number of its request. Where it need not, only the quiet before each
    /// request ties an answer to its question.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Another length of address, neither water nor gas, or no such reading.</exception>
    public Cjt188Meter(byte type, MeterAddress address, Cjt188StatusReading statusReading, bool checksSequence = true)
    {
        if (!Cjt188Type.IsVolume(type))
        {
            throw new ArgumentOutOfRangeException(nameof(type));
        }

        if (address.ByteCount != Cjt188Frame.AddressBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(address));
        }

        if (statusReading < Cjt188StatusReading.LowBits || statusReading > Cjt188StatusReading.None)
        {
            throw new ArgumentOutOfRangeException(nameof(statusReading));
        }

        _type = type;
        _address = address;
        _statusReading = statusReading;
        _checksSequence = checksSequence;
    }

    /// <inheritdoc/>
    public override int FrameBytes
    {
        get { return _frame.FrameBytes; }
    }

    /// <summary>What the newest answer said of valve and battery; <c>default</c> where it was a short one.</summary>
    public Cjt188Status MeterStatus { get; private set; }

    /// <inheritdoc/>
    public override void Begin(int attempt)
    {
        _sequence = (byte)((_sequence + 1) & 0xFF);
        _isHighByteFirst = attempt == 0 ? _isHighByteFirst : !_isHighByteFirst;
        _errorCode = 0;
        Status = ReadingStatus.NoAnswer;
    }

    /// <inheritdoc/>
    public override int WriteRequest(byte[] target)
    {
        return Cjt188Request.WriteRead(
            target, _type, _address, Cjt188Amounts.MeteringData, _isHighByteFirst, _sequence);
    }

    /// <inheritdoc/>
    public override MeterReading ToReading(long atMs)
    {
        if (Status != ReadingStatus.Ok)
        {
            return MeterReading.Failed(Status, _errorCode, atMs);
        }

        string address = MeterAddress.Format(_answeredBy, 0, _answeredBy.Length);
        return MeterUnits.TryToRegister(_value, _unit, out long register)
            ? MeterReading.OfRegister(_value, _unit, register, address, atMs)
            : MeterReading.Failed(ReadingStatus.OutOfRange, 0, atMs);
    }

    /// <inheritdoc/>
    protected override FrameStatus ReadFrame(byte[] buffer, int offset, int count)
    {
        return _frame.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    protected override ReadingStatus Compare(byte[] buffer)
    {
        if (!_frame.IsReply)
        {
            return ReadingStatus.NoAnswer;
        }

        if (_frame.Type != _type || !_address.Matches(buffer, _frame.AddressIndex))
        {
            return ReadingStatus.WrongAddress;
        }

        if (_frame.Function != Cjt188Function.Read)
        {
            return ReadingStatus.WrongIdentifier;
        }

        if (_frame.IsError)
        {
            _errorCode = _frame.DataCount > 1 ? buffer[_frame.DataIndex + 1] : 0;
            return ReadingStatus.MeterError;
        }

        if (!Cjt188Amounts.IsMeteringLength(_frame.DataCount))
        {
            return ReadingStatus.Malformed;
        }

        return _frame.Identifier == Cjt188Amounts.MeteringData && (_frame.Sequence == _sequence || !_checksSequence)
            ? ReadingStatus.Ok
            : ReadingStatus.WrongIdentifier;
    }

    /// <inheritdoc/>
    protected override Finding Take(byte[] buffer)
    {
        _isHighByteFirst = _frame.IsHighByteFirst;
        Array.Copy(buffer, _frame.AddressIndex, _answeredBy, 0, _answeredBy.Length);
        int data = _frame.DataIndex;
        _unit = Cjt188Units.FindVolume(Cjt188Amounts.UnitOf(buffer, data + Cjt188Amounts.CurrentIndex));
        MeterStatus = _frame.DataCount == Cjt188Amounts.FullDataBytes
            ? new Cjt188Status(buffer[data + Cjt188Amounts.StatusIndex], _statusReading)
            : default;
        Status = _unit == 0 ? ReadingStatus.WrongUnit
            : !Cjt188Amounts.TryReadAmount(buffer, data + Cjt188Amounts.CurrentIndex, out _value) ? ReadingStatus.NotDecimal
            : ReadingStatus.Ok;
        return Finding.Answer;
    }
}
