using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// Which readings of an analog input mean what on one loop. Each state that the loop may be in has a band around its
/// nominal reading; far below the bands the loop is shorted, far above it is cut, and between them it has drifted.
/// </summary>
/// <remarks>
/// The input measures the part of the supply that falls on the loop: full scale × R / (pull-up + R). A loop of less than
/// a tenth of its smallest resistance is a short, of more than ten times its largest a cut.
/// </remarks>
public sealed class LoopBands
{
    private const int ExtremeFactor = 10;

    private readonly LoopSettings _loop;
    private readonly int _normalMin;
    private readonly int _normalMax;
    private readonly int _activeMin;
    private readonly int _activeMax;
    private readonly int _shortMax;
    private readonly int _cutMin;

    /// <summary>Computes the bands once. Resistances must be above zero, the tolerance below 100 per cent.</summary>
    public LoopBands(LoopSettings loop)
    {
        _loop = loop;
        long normalOhm = loop.EndOhm;
        long activeOhm = ActiveOhm();
        long leastOhm = normalOhm < activeOhm ? normalOhm : activeOhm;
        long mostOhm = normalOhm > activeOhm ? normalOhm : activeOhm;
        _normalMin = LowestLevel(normalOhm);
        _normalMax = HighestLevel(normalOhm);
        _activeMin = LowestLevel(activeOhm);
        _activeMax = HighestLevel(activeOhm);
        _shortMax = LevelOf(leastOhm, ExtremeFactor);
        _cutMin = LevelOf(mostOhm * ExtremeFactor, 1);
    }

    /// <summary>Whether every state of the loop has readings of its own. Where not, the settings are wrong.</summary>
    public bool AreDistinct
    {
        get
        {
            int lowest = _normalMin < _activeMin ? _normalMin : _activeMin;
            int highest = _normalMax > _activeMax ? _normalMax : _activeMax;
            bool areApart = !HasActiveBand || _normalMax < _activeMin || _activeMax < _normalMin;
            return areApart && _shortMax < lowest && highest < _cutMin;
        }
    }

    /// <summary>What a reading means.</summary>
    /// <param name="level">0 (ground) to <see cref="Limits.AnalogFullScale"/> (supply).</param>
    public ZoneCondition ConditionOf(int level)
    {
        if (level >= _normalMin && level <= _normalMax)
        {
            return ZoneCondition.Normal;
        }

        if (HasActiveBand && level >= _activeMin && level <= _activeMax)
        {
            return ZoneCondition.Active;
        }

        // Where one cannot be told from the other, an alarm is the safe reading.
        if (level <= _shortMax)
        {
            return HasActiveBand || _loop.OpensWhenActive ? ZoneCondition.Short : ZoneCondition.Active;
        }

        if (level >= _cutMin)
        {
            return HasActiveBand || !_loop.OpensWhenActive ? ZoneCondition.Cut : ZoneCondition.Active;
        }

        return ZoneCondition.Drift;
    }

    private bool HasActiveBand
    {
        get { return _loop.AlarmOhm > 0; }
    }

    /// <summary>The loop's resistance while active; that of the end of the line where active is a cut or a short.</summary>
    private long ActiveOhm()
    {
        long endOhm = _loop.EndOhm;
        long alarmOhm = _loop.AlarmOhm;
        return !HasActiveBand ? endOhm
            : _loop.OpensWhenActive ? endOhm + alarmOhm
            : endOhm * alarmOhm / (endOhm + alarmOhm);
    }

    private int LowestLevel(long ohm)
    {
        return LevelOf(ohm * (100 - _loop.TolerancePercent), 100);
    }

    private int HighestLevel(long ohm)
    {
        return LevelOf(ohm * (100 + _loop.TolerancePercent), 100) + 1;
    }

    /// <summary>The reading of a resistance of <paramref name="ohm"/> / <paramref name="divisor"/>, rounded down.</summary>
    private int LevelOf(long ohm, int divisor)
    {
        return (int)(Limits.AnalogFullScale * ohm / (((long)_loop.PullUpOhm * divisor) + ohm));
    }
}
