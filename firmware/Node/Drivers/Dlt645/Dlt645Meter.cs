using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>Reads one active energy of an electricity meter that speaks DL/T 645-2007.</summary>
/// <remarks>
/// Asked for a block, the register is its first value, the total; the others are at <see cref="TryGetValue"/>.
/// </remarks>
public sealed class Dlt645Meter : MeterProtocol
{
    /// <summary>Forward active energy, total.</summary>
    public const uint ForwardActiveTotal = 0x00010000;

    private readonly MeterAddress _address;
    private readonly uint _identifier;
    private readonly Dlt645Quantity _quantity;
    private readonly Dlt645Frame _frame = new Dlt645Frame();
    private readonly byte[] _value = new byte[Limits.MaxDlt645ValueBytes];
    private readonly byte[] _answeredBy = new byte[Dlt645Frame.AddressBytes];
    private int _valueCount;
    private int _sequence;
    private int _errorCode;

    /// <param name="address">Six bytes; may hold wildcards.</param>
    /// <param name="identifier">The quantity, such as <see cref="ForwardActiveTotal"/>, or a block of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another length of address, or no active energy.</exception>
    public Dlt645Meter(MeterAddress address, uint identifier)
    {
        if (address.ByteCount != Dlt645Frame.AddressBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(address));
        }

        _address = address;
        _identifier = identifier;
        _quantity = Dlt645Quantities.FindEnergy(identifier);
        if (_quantity == null)
        {
            throw new ArgumentOutOfRangeException(nameof(identifier));
        }
    }

    /// <inheritdoc/>
    public override int FrameBytes
    {
        get { return _frame.FrameBytes; }
    }

    /// <summary>Values in the newest answer: one, or those of a block.</summary>
    public int ValueCount
    {
        get { return Status == ReadingStatus.Ok ? _valueCount / _quantity.ValueBytes : 0; }
    }

    /// <summary>Bytes of the value in this frame: behind the identifier, and from the second frame on before its number.</summary>
    private int PartCount
    {
        get { return _frame.DataCount - Dlt645Frame.IdentifierBytes - (_sequence == 0 ? 0 : 1); }
    }

    /// <inheritdoc/>
    public override void Begin(int attempt)
    {
        _valueCount = 0;
        _sequence = 0;
        _errorCode = 0;
        Status = ReadingStatus.NoAnswer;
    }

    /// <inheritdoc/>
    public override int WriteRequest(byte[] target)
    {
        return _sequence == 0
            ? Dlt645Request.WriteRead(target, _address, _identifier)
            : Dlt645Request.WriteReadNext(target, _address, _identifier, _sequence);
    }

    /// <inheritdoc/>
    public override MeterReading ToReading(long atMs)
    {
        if (Status != ReadingStatus.Ok)
        {
            return MeterReading.Failed(Status, _errorCode, atMs);
        }

        if (!TryGetValue(0, out MeterValue value))
        {
            return MeterReading.Failed(ReadingStatus.NotDecimal, 0, atMs);
        }

        string address = MeterAddress.Format(_answeredBy, 0, _answeredBy.Length);
        return MeterUnits.TryToRegister(value, MeterUnit.KilowattHour, out long register)
            ? MeterReading.OfRegister(value, MeterUnit.KilowattHour, register, address, atMs)
            : MeterReading.Failed(ReadingStatus.OutOfRange, 0, atMs);
    }

    /// <summary>A value of the newest answer: the total, then the tariffs from 1 on.</summary>
    /// <returns>False where there is none, or where its digits are none.</returns>
    public bool TryGetValue(int index, out MeterValue value)
    {
        value = default;
        return index >= 0
            && index < ValueCount
            && MeterValue.TryReadBcd(
                _value,
                index * _quantity.ValueBytes,
                _quantity.ValueBytes,
                _quantity.DecimalCount,
                _quantity.Form == Dlt645Form.SignedNumber,
                out value);
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

        if (!_address.Matches(buffer, _frame.AddressIndex) || (_sequence > 0 && !IsFromTheSame(buffer)))
        {
            return ReadingStatus.WrongAddress;
        }

        if (_frame.IsEdition1997)
        {
            return ReadingStatus.OtherEdition;
        }

        if (_frame.Function != (_sequence == 0 ? Dlt645Function.Read : Dlt645Function.ReadNext))
        {
            return ReadingStatus.WrongIdentifier;
        }

        if (_frame.IsError)
        {
            return JudgeError();
        }

        if (PartCount < 1 || _valueCount + PartCount > _value.Length)
        {
            return ReadingStatus.Malformed;
        }

        return _frame.Identifier == _identifier && (_sequence == 0 || _frame.DataAt(_frame.DataCount - 1) == _sequence)
            ? ReadingStatus.Ok
            : ReadingStatus.WrongIdentifier;
    }

    /// <inheritdoc/>
    protected override Finding Take(byte[] buffer)
    {
        Array.Copy(buffer, _frame.AddressIndex, _answeredBy, 0, _answeredBy.Length);
        _frame.CopyData(Dlt645Frame.IdentifierBytes, PartCount, _value, _valueCount);
        _valueCount += PartCount;
        if (_frame.HasMore)
        {
            _sequence++;
            Status = _sequence < Limits.MaxDlt645Frames ? ReadingStatus.NoAnswer : ReadingStatus.Malformed;
            return _sequence < Limits.MaxDlt645Frames ? Finding.Part : Finding.Answer;
        }

        if (_quantity.CountValues(_identifier, _valueCount) == 0)
        {
            Status = ReadingStatus.Malformed;
        }

        return Finding.Answer;
    }

    /// <summary>A wildcard may be answered by two meters: all parts must come from one.</summary>
    private bool IsFromTheSame(byte[] buffer)
    {
        for (int i = 0; i < _answeredBy.Length; i++)
        {
            if (buffer[_frame.AddressIndex + i] != _answeredBy[i])
            {
                return false;
            }
        }

        return true;
    }

    private ReadingStatus JudgeError()
    {
        if (_frame.DataCount != 1)
        {
            return ReadingStatus.Malformed;
        }

        _errorCode = _frame.DataAt(0);
        return ReadingStatus.MeterError;
    }
}
