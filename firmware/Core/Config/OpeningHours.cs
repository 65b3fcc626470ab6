namespace Wugang.Firmware.Core.Config;

/// <summary>One stretch of opening hours within a day, on some days of the week, in local time.</summary>
public sealed class OpeningHours
{
    /// <param name="days">Days of the week: bit 0 is Monday, bit 6 is Sunday.</param>
    /// <param name="openMinute">Minutes since midnight, 0 to 1439.</param>
    /// <param name="closeMinute">Minutes since midnight, above <paramref name="openMinute"/>, at most 1440.</param>
    public OpeningHours(int days, int openMinute, int closeMinute)
    {
        Days = days;
        OpenMinute = openMinute;
        CloseMinute = closeMinute;
    }

    /// <summary>Days of the week: bit 0 is Monday, bit 6 is Sunday.</summary>
    public int Days { get; }

    /// <summary>First minute of the day at which the facility is open.</summary>
    public int OpenMinute { get; }

    /// <summary>First minute of the day at which it is closed again.</summary>
    public int CloseMinute { get; }
}
