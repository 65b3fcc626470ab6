namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>A change of an alert that is to be stored.</summary>
/// <param name="Before">As it was stored, or null where it is new.</param>
/// <param name="Now">As it is.</param>
public sealed record AlertUpdate(Alert? Before, Alert Now);
