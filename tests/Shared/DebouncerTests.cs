using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

[TestClass]
public class DebouncerTests
{
    /// <summary>
    /// Each event is what the input shows (0 normal, 1 active, c cut, d drift) and its time; behind it stands what
    /// settled: '+' active, '-' normal, 'C' cut, 'D' drift, '.' nothing. Debounce 50 ms.
    /// </summary>
    [TestMethod]
    [DataRow("1@0. 1@49. 1@50+", "exact limit")]
    [DataRow("1@0. 0@49. 0@99. 0@200.", "a press shorter than the debounce time")]
    [DataRow("1@0. 0@10. 1@20. 1@69. 1@70+", "a bounce starts the time again")]
    [DataRow("1@0. 0@50+ 0@99. 0@100-", "released just as it settles")]
    [DataRow("1@0. 0@1500+ 0@3000-", "press and release both older than the look")]
    [DataRow("0@0. 0@1000. 1@1000. 1@1050+", "a long rest shortens nothing")]
    [DataRow("1@0. 1@5. 1@10. 1@50+", "an edge that is told twice")]
    [DataRow("1@0. 1@60+ 0@70. 1@75. 1@200.", "a short release")]
    [DataRow("d@0. 1@10. 1@59. 1@60+", "a loop passes through drift on its way")]
    [DataRow("c@0. c@50C 0@70. 0@120-", "a cut that is mended")]
    [DataRow("1@0. d@30. 1@60. d@90. 1@120. d@150. 1@180. d@199. d@200+ 1@210. d@220. 1@230.", "noise hides no alarm")]
    [DataRow("c@0. d@30. c@60. d@90. c@120. d@150. c@180. d@200C d@250D", "noise hides no fault")]
    public void ChangesSettle(string script, string reason)
    {
        Debouncer debouncer = new Debouncer(50, ZoneCondition.Normal);
        string[] events = script.Split(' ');
        for (int i = 0; i < events.Length; i++)
        {
            string text = events[i];
            char expected = text[text.Length - 1];
            long atMs = long.Parse(text.Substring(2, text.Length - 3));

            bool hasSettled = debouncer.Update(ConditionOf(text[0]), atMs);

            char actual = hasSettled ? "-+C?D"[(int)debouncer.Condition - 1] : '.';
            Assert.AreEqual(expected.ToString(), actual.ToString(), reason + ", " + text);
        }
    }

    [TestMethod]
    public void ASettledLevelIsDatedByItsFirstEdge()
    {
        Debouncer debouncer = new Debouncer(50, ZoneCondition.Normal);
        debouncer.Update(ZoneCondition.Active, 1000);
        Assert.IsTrue(debouncer.IsSettling);
        Assert.AreEqual(1050L, debouncer.SettlesAtMs);

        debouncer.Update(ZoneCondition.Active, 4000);

        Assert.IsFalse(debouncer.IsSettling);
        Assert.AreEqual(1000L, debouncer.SinceMs);
    }

    [TestMethod]
    public void WithoutDebounceTheNextLookSettles()
    {
        Debouncer debouncer = new Debouncer(0, ZoneCondition.Active);

        Assert.IsFalse(debouncer.Update(ZoneCondition.Normal, 7));
        Assert.IsTrue(debouncer.Update(ZoneCondition.Normal, 7));
        Assert.AreEqual((int)ZoneCondition.Normal, (int)debouncer.Condition);
    }

    [TestMethod]
    [DataRow((int)ZoneType.Door, "door", false)]
    [DataRow((int)ZoneType.Smoke, "smoke", true)]
    [DataRow((int)ZoneType.Panic, "panic", true)]
    [DataRow((int)ZoneType.Window, "window", false)]
    [DataRow((int)ZoneType.Motion, "motion", false)]
    [DataRow((int)ZoneType.GasLeak, "gas_leak", true)]
    [DataRow((int)ZoneType.WaterLeak, "water_leak", true)]
    [DataRow((int)ZoneType.Tamper, "tamper", true)]
    public void DetectorsPanicAndTamperAreWatchedAtAllHours(int type, string name, bool isAlarm)
    {
        // Clauses S3 and S4.
        Assert.AreEqual(name, ZoneTypes.NameOf((ZoneType)type));
        Assert.AreEqual(type, (int)ZoneTypes.Find(name));
        Assert.AreEqual(isAlarm, ZoneTypes.IsWatchedAtAllHours((ZoneType)type));
    }

    private static ZoneCondition ConditionOf(char shown)
    {
        return (ZoneCondition)("01c?d".IndexOf(shown) + 1);
    }
}
