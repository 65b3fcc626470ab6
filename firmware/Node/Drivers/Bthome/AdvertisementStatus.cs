namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>How an advertisement of a sensor was judged. Never renumber, only append; 0 is never valid.</summary>
public enum AdvertisementStatus : byte
{
    /// <summary>From the sensor, newer than all before, and every object of it is understood.</summary>
    Ok = 1,

    /// <summary>The newest that was taken, once more: sensors send each several times.</summary>
    Repeated = 2,

    /// <summary>Not version 2 of BTHome, or with bits that are reserved.</summary>
    OtherVersion = 3,

    /// <summary>It ends too early.</summary>
    Truncated = 4,

    /// <summary>An object that is none of those in the table; what follows cannot be told apart.</summary>
    UnknownObject = 5,

    /// <summary>The objects are not in ascending order.</summary>
    OutOfOrder = 6,

    /// <summary>A value that its object cannot have: a binary sensor that is neither 0 nor 1.</summary>
    BadValue = 7,

    /// <summary>Not encrypted: anybody may have sent it.</summary>
    Plain = 8,

    /// <summary>There is no key for this sensor.</summary>
    NoKey = 9,

    /// <summary>Its counter is below one that was taken before.</summary>
    Replayed = 10,

    /// <summary>The tag does not match: made with another key, or changed.</summary>
    Forged = 11,

    /// <summary>It came while as many as have room were waiting, and was not looked at.</summary>
    Flooded = 12,
}
