namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>How the bytes of a quantity are read. Never renumber, only append; 0 is never valid.</summary>
public enum Dlt645Form : byte
{
    /// <summary>Decimal digits, two a byte, lowest byte first.</summary>
    Number = 1,

    /// <summary>As a number whose topmost bit says that it is negative.</summary>
    SignedNumber = 2,

    /// <summary>Digits that name something: an address, a meter number.</summary>
    Digits = 3,

    /// <summary>ASCII, last character first, filled with zero bytes.</summary>
    Text = 4,

    /// <summary>Weekday, day, month, year.</summary>
    Date = 5,

    /// <summary>Second, minute, hour.</summary>
    Time = 6,

    /// <summary>A word of bits.</summary>
    Bits = 7,
}
