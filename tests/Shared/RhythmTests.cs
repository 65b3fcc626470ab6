using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

/// <summary>What is heard and seen, to the millisecond.</summary>
[TestClass]
public class RhythmTests
{
    [TestMethod]
    [DataRow(0, true)]
    [DataRow(499, true)]
    [DataRow(500, false)]
    [DataRow(999, false)]
    [DataRow(1000, true)]
    [DataRow(2000, true)]
    [DataRow(2499, true)]
    [DataRow(2500, false)]
    [DataRow(3999, false)]
    [DataRow(4000, true)]
    public void TheEvacuationSignalIsThreePulsesAndAPause(int elapsedMs, bool isOn)
    {
        // ISO 8201: temporal three.
        Assert.AreEqual(isOn, Rhythm.Evacuation.IsOnAt(elapsedMs));
    }

    [TestMethod]
    [DataRow("off")]
    [DataRow("on")]
    [DataRow("evacuation")]
    [DataRow("steady")]
    [DataRow("urgent")]
    [DataRow("reminder")]
    public void ARhythmSaysWhenItChangesNext(string name)
    {
        Rhythm rhythm = Find(name);
        long nextMs = rhythm.RemainingMs(0);
        for (int elapsedMs = 1; elapsedMs < 25000; elapsedMs++)
        {
            bool changes = rhythm.IsOnAt(elapsedMs) != rhythm.IsOnAt(elapsedMs - 1);
            Assert.AreEqual(changes, elapsedMs == nextMs, name + " at " + elapsedMs.ToString());
            nextMs = elapsedMs == nextMs ? elapsedMs + rhythm.RemainingMs(elapsedMs) : nextMs;
        }
    }

    [TestMethod]
    public void AnotherRhythmBeginsAnewAndTheSameGoesOn()
    {
        RhythmPlayer player = new RhythmPlayer();
        player.Play(Rhythm.Steady, 100);
        player.Play(Rhythm.Steady, 400);
        Assert.IsFalse(player.IsOnAt(600));
        Assert.AreEqual(1100L, player.NextChangeMs(600));

        player.Play(Rhythm.Urgent, 700);
        Assert.IsTrue(player.IsOnAt(949));
        Assert.IsFalse(player.IsOnAt(950));
    }

    private static Rhythm Find(string name)
    {
        return name == "on" ? Rhythm.On
            : name == "evacuation" ? Rhythm.Evacuation
            : name == "steady" ? Rhythm.Steady
            : name == "urgent" ? Rhythm.Urgent
            : name == "reminder" ? Rhythm.Reminder
            : Rhythm.Off;
    }
}
