namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>What happened to an alert. Told to others by its name in snake_case.</summary>
public enum AlertChange
{
    /// <summary>It is new.</summary>
    Opened = 1,

    /// <summary>It happened again before anybody closed the alert.</summary>
    Repeated = 2,

    /// <summary>What it is about is over.</summary>
    Ended = 3,

    /// <summary>A person has taken it.</summary>
    Acknowledged = 4,

    /// <summary>A person has closed it.</summary>
    Closed = 5,
}
