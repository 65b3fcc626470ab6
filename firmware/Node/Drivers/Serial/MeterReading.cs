using System;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>What came of reading a meter once: a status and, only where all matched, what the meter said.</summary>
public sealed class MeterReading
{
    private readonly MeterValue _value;
    private readonly long _register;

    private MeterReading(ReadingStatus status, long atMs)
    {
        Status = status;
        AtMs = atMs;
    }

    private MeterReading(MeterValue value, MeterUnit unit, long register, string address, long atMs)
        : this(ReadingStatus.Ok, atMs)
    {
        _value = value;
        Unit = unit;
        _register = register;
        HasRegister = true;
        Address = address;
    }

    public ReadingStatus Status { get; }

    /// <summary>When the answer was there, or was given up, in the monotonic milliseconds of the step.</summary>
    public long AtMs { get; }

    /// <summary>Whether there is a register: never without <see cref="ReadingStatus.Ok"/>, nor where an address was asked for.</summary>
    public bool HasRegister { get; }

    /// <summary>The digits exactly as on the meter.</summary>
    /// <exception cref="InvalidOperationException">There is no register.</exception>
    public MeterValue Value
    {
        get
        {
            RequireRegister();
            return _value;
        }
    }

    /// <summary>The register in whole watt-hours or litres, see <see cref="MeterUnits.TryToRegister"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no register.</exception>
    public long Register
    {
        get
        {
            RequireRegister();
            return _register;
        }
    }

    /// <summary>The unit of the digits; 0 where there is no register.</summary>
    public MeterUnit Unit { get; }

    /// <summary>Address of the meter that answered, highest digit first; null unless the status is Ok.</summary>
    public string Address { get; private set; }

    /// <summary>The meter's own error, as its protocol numbers them; 0 unless the status is MeterError.</summary>
    public int ErrorCode { get; private set; }

    internal static MeterReading OfRegister(MeterValue value, MeterUnit unit, long register, string address, long atMs)
    {
        return new MeterReading(value, unit, register, address, atMs);
    }

    internal static MeterReading OfAddress(string address, long atMs)
    {
        return new MeterReading(ReadingStatus.Ok, atMs) { Address = address };
    }

    internal static MeterReading Failed(ReadingStatus status, int errorCode, long atMs)
    {
        return new MeterReading(status, atMs) { ErrorCode = errorCode };
    }

    private void RequireRegister()
    {
        if (!HasRegister)
        {
            throw new InvalidOperationException("The meter gave no register.");
        }
    }
}
