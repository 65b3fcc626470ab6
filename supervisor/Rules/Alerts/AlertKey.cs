namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>What makes two alerts of one facility the same: at any time at most one of a key is not closed.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Node">The node that it is about.</param>
/// <param name="Subject">The zone, meter, reason or word (<see cref="AlertKind"/>); empty where there is none.</param>
public readonly record struct AlertKey(AlertKind Kind, string Node, string Subject);
