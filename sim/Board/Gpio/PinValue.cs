namespace System.Device.Gpio;

/// <summary>A logic level; <c>default</c> is low.</summary>
public readonly struct PinValue
{
    private readonly bool _isHigh;

    private PinValue(bool isHigh)
    {
        _isHigh = isHigh;
    }

    public static PinValue High => new(true);

    public static PinValue Low => new(false);

    public static implicit operator PinValue(int value)
    {
        return new PinValue(value != 0);
    }

    public static implicit operator PinValue(bool value)
    {
        return new PinValue(value);
    }

    public static explicit operator byte(PinValue value)
    {
        return value._isHigh ? (byte)1 : (byte)0;
    }

    public static explicit operator int(PinValue value)
    {
        return value._isHigh ? 1 : 0;
    }

    public static explicit operator bool(PinValue value)
    {
        return value._isHigh;
    }

    public static bool operator ==(PinValue a, PinValue b)
    {
        return a._isHigh == b._isHigh;
    }

    public static bool operator !=(PinValue a, PinValue b)
    {
        return a._isHigh != b._isHigh;
    }

    public bool Equals(PinValue other)
    {
        return _isHigh == other._isHigh;
    }

    public override bool Equals(object? obj)
    {
        return obj is PinValue other && Equals(other);
    }

    public override int GetHashCode()
    {
        return _isHigh.GetHashCode();
    }

    public override string ToString()
    {
        return _isHigh ? "High" : "Low";
    }
}
