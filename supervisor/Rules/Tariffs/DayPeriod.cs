namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>A part of a day.</summary>
/// <param name="FromMinute">First minute of the local day, 0 to 1439.</param>
/// <param name="ToMinute">The minute after the last, up to 1440.</param>
/// <param name="Period">Which of <see cref="TimeOfUse.Periods"/>.</param>
public readonly record struct DayPeriod(int FromMinute, int ToMinute, int Period);
