using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Core.Safety;

/// <summary>The watch on mains, battery and the siren's circuit (clauses S3, S6).</summary>
public sealed class SupplyMonitor
{
    // A battery recovers a little when its load goes: it counts as good again only so far above the limit.
    private const int HysteresisPercent = 2;

    private readonly SupplySettings _settings;
    private readonly LoopBands _sirenBands;
    private readonly FaultWatch _mains;
    private readonly FaultWatch _batteryLow;
    private readonly FaultWatch _batteryExhausted;
    private readonly FaultWatch _sirenCircuit;

    internal SupplyMonitor(SupplySettings settings, LoopSettings sirenLoop, SafetyEvents events)
    {
        _settings = settings;
        _sirenBands = sirenLoop == null ? null : new LoopBands(sirenLoop);
        _mains = new FaultWatch(EquipmentFault.Mains, events);
        _batteryLow = new FaultWatch(EquipmentFault.BatteryLow, events);
        _batteryExhausted = new FaultWatch(EquipmentFault.BatteryExhausted, events);
        _sirenCircuit = new FaultWatch(EquipmentFault.SirenCircuit, events);
    }

    /// <summary>Whether the battery will soon be empty.</summary>
    public bool IsExhausted
    {
        get { return _batteryExhausted.IsFaulty; }
    }

    public bool IsSirenFaulty
    {
        get { return _sirenCircuit.IsFaulty; }
    }

    /// <summary>Whether anything at all is faulty.</summary>
    public bool HasFault
    {
        get { return _mains.IsFaulty || _batteryLow.IsFaulty || IsExhausted || IsSirenFaulty; }
    }

    /// <summary>When the inputs must be looked at again even if nothing happens.</summary>
    public long DueMs { get; private set; } = long.MaxValue;

    public bool IsFaulty(EquipmentFault fault)
    {
        switch (fault)
        {
            case EquipmentFault.Mains:
                return _mains.IsFaulty;
            case EquipmentFault.BatteryLow:
                return _batteryLow.IsFaulty;
            case EquipmentFault.BatteryExhausted:
                return _batteryExhausted.IsFaulty;
            case EquipmentFault.SirenCircuit:
                return _sirenCircuit.IsFaulty;
            default:
                throw new System.ArgumentOutOfRangeException(nameof(fault));
        }
    }

    /// <summary>Says once more what is faulty and what is not.</summary>
    internal void Restate()
    {
        _mains.Restate();
        _batteryLow.Restate();
        _batteryExhausted.Restate();
        _sirenCircuit.Restate();
    }

    public void LookAtMains(bool isLost, long nowMs)
    {
        Look(_mains, isLost, nowMs);
    }

    /// <param name="level">Reading of the battery's channel, 0 to <see cref="Limits.AnalogFullScale"/>.</param>
    /// <param name="nowMs">The time of the look.</param>
    public void LookAtBattery(int level, long nowMs)
    {
        long millivolts = (long)level * _settings.FullScaleMv / Limits.AnalogFullScale;
        Look(_batteryLow, IsBelow(millivolts, _settings.LowMv, _batteryLow.IsFaulty), nowMs);
        Look(_batteryExhausted, IsBelow(millivolts, _settings.ExhaustedMv, _batteryExhausted.IsFaulty), nowMs);
    }

    /// <summary>To be called only for a siren with a loop.</summary>
    /// <param name="level">Reading of the siren's loop; while the siren sounds it says nothing.</param>
    /// <param name="isSounding">Whether the siren sounds.</param>
    /// <param name="nowMs">The time of the look.</param>
    public void LookAtSiren(int level, bool isSounding, long nowMs)
    {
        bool isFaulty = isSounding
            ? _sirenCircuit.IsFaulty
            : _sirenBands.ConditionOf(level) != ZoneCondition.Normal;
        Look(_sirenCircuit, isFaulty, nowMs);
    }

    private void Look(FaultWatch watch, bool isFaulty, long nowMs)
    {
        if (watch.Look(isFaulty, nowMs))
        {
            DueMs = Moments.Earlier(
                Moments.Earlier(_mains.DueMs, _sirenCircuit.DueMs), Moments.Earlier(_batteryLow.DueMs, _batteryExhausted.DueMs));
        }
    }

    private static bool IsBelow(long millivolts, int limitMv, bool wasBelow)
    {
        return millivolts * 100 < (long)limitMv * (wasBelow ? 100 + HysteresisPercent : 100);
    }
}
