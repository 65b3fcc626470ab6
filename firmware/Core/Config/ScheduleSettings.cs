namespace Wugang.Firmware.Core.Config;

/// <summary>The registered opening hours. Outside them the node sets <c>full</c> by itself; it never leaves it by itself.</summary>
public sealed class ScheduleSettings
{
    /// <summary>China's one time zone, in minutes east of UTC.</summary>
    public const int ChinaUtcOffsetMin = 480;

    /// <summary>Minutes after which <c>full</c> is set again where the settings do not say otherwise.</summary>
    public const int DefaultStayOpenMin = 60;

    /// <summary>Local time, in minutes east of UTC; no daylight saving.</summary>
    public int UtcOffsetMin { get; set; } = ChinaUtcOffsetMin;

    /// <summary>When the facility is open; an empty list means that nothing happens by schedule.</summary>
    public OpeningHours[] Hours { get; set; } = new OpeningHours[0];

    /// <summary>Local days on which the facility stays closed, as year × 10000 + month × 100 + day, ascending.</summary>
    public int[] Holidays { get; set; } = new int[0];

    /// <summary>Minutes after a person left <c>full</c> outside the opening hours until it is set again; 5 to 720.</summary>
    public int StayOpenMin { get; set; } = DefaultStayOpenMin;
}
