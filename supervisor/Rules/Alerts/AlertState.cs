namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>What people have done about an alert. Only people move it on.</summary>
public enum AlertState
{
    /// <summary>Nobody has taken it.</summary>
    Open = 1,

    /// <summary>Somebody knows of it.</summary>
    Acknowledged = 2,

    /// <summary>Somebody has said what came of it.</summary>
    Closed = 3,
}
