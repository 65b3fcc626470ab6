using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

/// <summary>A loop tells normal, alarm, cut and short apart (clauses S3 and S4: tamper and fault are seen at all hours).</summary>
[TestClass]
public class LoopBandsTests
{
    // Full scale 4095, pull-up 4700, end of line 4700: nominal 2047; in series with 4700 at the contact: 2730.
    [TestMethod]
    [DataRow(0, (int)ZoneCondition.Short)]
    [DataRow(372, (int)ZoneCondition.Short)]
    [DataRow(373, (int)ZoneCondition.Drift)]
    [DataRow(1938, (int)ZoneCondition.Drift)]
    [DataRow(1939, (int)ZoneCondition.Normal)]
    [DataRow(2047, (int)ZoneCondition.Normal)]
    [DataRow(2146, (int)ZoneCondition.Normal)]
    [DataRow(2147, (int)ZoneCondition.Drift)]
    [DataRow(2631, (int)ZoneCondition.Drift)]
    [DataRow(2632, (int)ZoneCondition.Active)]
    [DataRow(2730, (int)ZoneCondition.Active)]
    [DataRow(2816, (int)ZoneCondition.Active)]
    [DataRow(2817, (int)ZoneCondition.Drift)]
    [DataRow(3899, (int)ZoneCondition.Drift)]
    [DataRow(3900, (int)ZoneCondition.Cut)]
    [DataRow(4095, (int)ZoneCondition.Cut)]
    public void TwoResistorsWithAContactThatOpens(int level, int condition)
    {
        Assert.AreEqual(condition, (int)Bands(4700, true, 10).ConditionOf(level));
    }

    // 4700 at the contact parallel to the end of line: 2350, nominal 1365.
    [TestMethod]
    [DataRow(195, (int)ZoneCondition.Short)]
    [DataRow(196, (int)ZoneCondition.Drift)]
    [DataRow(1270, (int)ZoneCondition.Active)]
    [DataRow(1365, (int)ZoneCondition.Active)]
    [DataRow(1600, (int)ZoneCondition.Drift)]
    [DataRow(2047, (int)ZoneCondition.Normal)]
    [DataRow(3721, (int)ZoneCondition.Drift)]
    [DataRow(3722, (int)ZoneCondition.Cut)]
    public void TwoResistorsWithAContactThatCloses(int level, int condition)
    {
        Assert.AreEqual(condition, (int)Bands(4700, false, 10).ConditionOf(level));
    }

    [TestMethod]
    [DataRow(true, 4095, (int)ZoneCondition.Active)]
    [DataRow(true, 0, (int)ZoneCondition.Short)]
    [DataRow(false, 4095, (int)ZoneCondition.Cut)]
    [DataRow(false, 0, (int)ZoneCondition.Active)]
    [DataRow(true, 2047, (int)ZoneCondition.Normal)]
    [DataRow(true, 3000, (int)ZoneCondition.Drift)]
    public void WithOneResistorWhatCannotBeToldApartIsAnAlarm(bool opensWhenActive, int level, int condition)
    {
        Assert.AreEqual(condition, (int)Bands(0, opensWhenActive, 10).ConditionOf(level));
    }

    [TestMethod]
    [DataRow(4700, 10, true)]
    [DataRow(1000, 9, true)]
    [DataRow(1000, 10, false)]
    [DataRow(4700, 33, true)]
    [DataRow(4700, 34, false)]
    [DataRow(0, 30, true)]
    public void BandsThatOverlapAreSaid(int alarmOhm, int tolerancePercent, bool areDistinct)
    {
        Assert.AreEqual(areDistinct, Bands(alarmOhm, true, tolerancePercent).AreDistinct);
    }

    [TestMethod]
    public void AnEndOfLineFarFromThePullUpLeavesNoRoom()
    {
        LoopBands bands = new LoopBands(new LoopSettings { PullUpOhm = 100000, EndOhm = 5, TolerancePercent = 10 });

        Assert.IsFalse(bands.AreDistinct);
    }

    private static LoopBands Bands(int alarmOhm, bool opensWhenActive, int tolerancePercent)
    {
        return new LoopBands(
            new LoopSettings
            {
                PullUpOhm = 4700,
                EndOhm = 4700,
                AlarmOhm = alarmOhm,
                OpensWhenActive = opensWhenActive,
                TolerancePercent = tolerancePercent,
            });
    }
}
