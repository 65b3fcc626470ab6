namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A time between the last reading of a meter and the first of the one that took its place: what flowed meanwhile nobody counted.</summary>
public readonly record struct RegisterGap(long FromMs, long ToMs);
