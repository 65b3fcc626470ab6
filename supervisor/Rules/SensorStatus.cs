namespace Wugang.Supervisor.Rules;

/// <summary>A radio sensor of a node, as a heartbeat told of it.</summary>
/// <param name="ToldMs">Time of the heartbeat, milliseconds since 1970 UTC.</param>
/// <param name="BatteryPercent">Charge of its battery, 0 to 100; null where it has not said.</param>
/// <param name="IsBatteryLow">Whether the battery is low.</param>
/// <param name="HeardMs">When something of it was believed last, milliseconds since 1970 UTC; 0 for not since the node's start.</param>
/// <param name="SignalDbm">How strongly that was heard; null where it was not.</param>
/// <param name="Refused">What was not believed since the node's start, by reason.</param>
public sealed record SensorStatus(
    long ToldMs,
    int? BatteryPercent,
    bool IsBatteryLow,
    long HeardMs,
    int? SignalDbm,
    IReadOnlyDictionary<string, long> Refused);
