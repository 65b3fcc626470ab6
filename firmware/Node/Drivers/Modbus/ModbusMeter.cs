using System;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Modbus;

/// <summary>Reads one register of a meter that speaks Modbus RTU.</summary>
/// <remarks>
/// A reply of Modbus does not say which register it holds: only that nothing else was asked, and that the line was quiet
/// before, makes it the one that was asked for.
/// </remarks>
public sealed class ModbusMeter : MeterProtocol
{
    /// <summary>Highest number of a meter on a line.</summary>
    public const int MaxUnit = 247;

    private const int UsualReplyTimeoutMs = 1000;
    private const int UsualByteTimeoutMs = 100;

    private readonly byte _unit;
    private readonly ModbusRegister _register;
    private readonly ModbusReply _reply = new ModbusReply();
    private MeterValue _value;
    private int _errorCode;

    /// <param name="unit">Number of the meter on the line, 1 to 247.</param>
    /// <param name="register">What to read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public ModbusMeter(int unit, ModbusRegister register)
    {
        if (unit < 1 || unit > MaxUnit)
        {
            throw new ArgumentOutOfRangeException(nameof(unit));
        }

        _unit = (byte)unit;
        _register = register;
    }

    /// <inheritdoc/>
    public override int ReplyTimeoutMs
    {
        get { return UsualReplyTimeoutMs; }
    }

    /// <inheritdoc/>
    public override int ByteTimeoutMs
    {
        get { return UsualByteTimeoutMs; }
    }

    /// <inheritdoc/>
    public override int FrameBytes
    {
        get { return _reply.FrameBytes; }
    }

    /// <inheritdoc/>
    public override void Begin(int attempt)
    {
        _errorCode = 0;
        Status = ReadingStatus.NoAnswer;
    }

    /// <inheritdoc/>
    public override int WriteRequest(byte[] target)
    {
        int end = 0;
        target[end++] = _unit;
        target[end++] = _register.Function;
        target[end++] = (byte)(_register.Address >> 8);
        target[end++] = (byte)(_register.Address & 0xFF);
        target[end++] = 0;
        target[end++] = (byte)_register.WordCount;
        return Crc16.Append(target, end);
    }

    /// <inheritdoc/>
    public override MeterReading ToReading(long atMs)
    {
        if (Status != ReadingStatus.Ok)
        {
            return MeterReading.Failed(Status, _errorCode, atMs);
        }

        return MeterUnits.TryToRegister(_value, _register.Unit, out long register)
            ? MeterReading.OfRegister(_value, _register.Unit, register, _unit.ToString(), atMs)
            : MeterReading.Failed(ReadingStatus.OutOfRange, 0, atMs);
    }

    /// <inheritdoc/>
    protected override FrameStatus ReadFrame(byte[] buffer, int offset, int count)
    {
        return _reply.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    protected override ReadingStatus Compare(byte[] buffer)
    {
        if (_reply.Unit != _unit)
        {
            return ReadingStatus.WrongAddress;
        }

        if (_reply.Function != _register.Function)
        {
            return ReadingStatus.WrongIdentifier;
        }

        if (_reply.IsException)
        {
            _errorCode = _reply.ExceptionCode;
            return ReadingStatus.MeterError;
        }

        return _reply.DataCount == 2 * _register.WordCount ? ReadingStatus.Ok : ReadingStatus.Malformed;
    }

    /// <inheritdoc/>
    protected override Finding Take(byte[] buffer)
    {
        Status = _register.TryRead(_reply, out _value) ? ReadingStatus.Ok : ReadingStatus.OutOfRange;
        return Finding.Answer;
    }
}
