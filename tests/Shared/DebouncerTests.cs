using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

[TestClass]
public class DebouncerTests
{
    /// <summary>
    /// Each event is a level and its time; behind it stands what settled: '+' high, '-' low, '.' nothing. Debounce 50 ms.
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
    public void ChangesSettle(string script, string reason)
    {
        Debouncer debouncer = new Debouncer(50, false);
        string[] events = script.Split(' ');
        for (int i = 0; i < events.Length; i++)
        {
            string text = events[i];
            char expected = text[text.Length - 1];
            long atMs = long.Parse(text.Substring(2, text.Length - 3));

            bool hasSettled = debouncer.Update(text[0] == '1', atMs);

            char actual = !hasSettled ? '.' : debouncer.Level ? '+' : '-';
            Assert.AreEqual(expected.ToString(), actual.ToString(), reason + ", " + text);
        }
    }

    [TestMethod]
    public void ASettledLevelIsDatedByItsFirstEdge()
    {
        Debouncer debouncer = new Debouncer(50, false);
        debouncer.Update(true, 1000);
        Assert.IsTrue(debouncer.IsSettling);
        Assert.AreEqual(1050L, debouncer.SettlesAtMs);

        debouncer.Update(true, 4000);

        Assert.IsFalse(debouncer.IsSettling);
        Assert.AreEqual(1000L, debouncer.LevelSinceMs);
    }

    [TestMethod]
    public void WithoutDebounceTheNextLookSettles()
    {
        Debouncer debouncer = new Debouncer(0, true);

        Assert.IsFalse(debouncer.Update(false, 7));
        Assert.IsTrue(debouncer.Update(false, 7));
        Assert.IsFalse(debouncer.Level);
    }

    [TestMethod]
    public void AnAlarmIsHeldUntilItIsReleased()
    {
        // Clause S3: no automatic reset; each zone for itself.
        AlarmLatch alarms = new AlarmLatch(3);
        Assert.IsFalse(alarms.IsSounding);

        alarms.Raise(1);
        alarms.Raise(2);
        alarms.Raise(2);
        alarms.Release(2);

        Assert.IsTrue(alarms.IsSounding);
        Assert.IsTrue(alarms.IsLatched(1));
        Assert.IsFalse(alarms.IsLatched(2));
        alarms.Release(1);
        Assert.IsFalse(alarms.IsSounding);
    }

    [TestMethod]
    [DataRow((int)ZoneType.Door, "door", false)]
    [DataRow((int)ZoneType.Smoke, "smoke", true)]
    [DataRow((int)ZoneType.Panic, "panic", true)]
    public void SmokeAndPanicAreWatchedAtAllHours(int type, string name, bool isAlarm)
    {
        // Clauses S3 and S4.
        Assert.AreEqual(name, ZoneTypes.NameOf((ZoneType)type));
        Assert.AreEqual(type, (int)ZoneTypes.Find(name));
        Assert.AreEqual(isAlarm, ZoneTypes.IsWatchedAtAllHours((ZoneType)type));
    }
}
