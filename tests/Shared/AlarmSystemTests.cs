using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>The alarm system as tables: what is done, what is recorded and heard. See <see cref="AlarmBench"/>.</summary>
[TestClass]
public class AlarmSystemTests
{
    [TestMethod]
    [DataRow("+smoke", "smoke=active!detected siren:fire", "S3: at once, in the pattern for evacuation (ISO 8201)")]
    [DataRow("+panic", "panic=active!detected siren:on", "S2, S3: panic needs no protection to be set")]
    [DataRow("+tamper", "tamper=active!detected siren:on", "S4: tamper at all hours")]
    [DataRow("+panic -panic +smoke", "panic=active!detected siren:on panic=normal smoke=active!detected siren:fire", "fire outranks intrusion")]
    [DataRow("+panic -panic 601s", "panic=active!detected siren:on panic=normal siren:off", "the siren has its limit")]
    [DataRow("+panic -panic 599s +smoke -smoke 599s", "panic=active!detected siren:on panic=normal smoke=active!detected siren:fire smoke=normal", "a second alarm starts the limit anew")]
    [DataRow("+panic -panic 601s +panic", "panic=active!detected siren:on panic=normal siren:off panic=active!detected siren:on", "S4: sounds again after a new alarm of the same zone")]
    [DataRow("cut:smoke 9s", "smoke=cut", "S3: a fault is recorded at once")]
    [DataRow("cut:smoke 10s", "smoke=cut smoke=cut!fault siren:on", "S3: and an alarm after its delay")]
    [DataRow("short:panic 10s", "panic=short panic=short!fault siren:on", "S4: a panic wire that is shorted")]
    [DataRow("drift:smoke 10s", "smoke=drift smoke=drift!fault", "a drift asks for the electrician, not for the siren")]
    [DataRow("drift:smoke 10s cut:smoke", "smoke=drift smoke=drift!fault smoke=cut!fault siren:on", "that becomes a cut sounds")]
    [DataRow("cut:smoke 5s short:smoke 5s", "smoke=cut smoke=short smoke=short!fault siren:on", "faults that follow each other are one")]
    [DataRow("cut:smoke 9s normal:smoke 60s", "smoke=cut smoke=normal", "a fault that ends in time")]
    [DataRow("cut:smoke 5s +smoke", "smoke=cut smoke=active!detected siren:fire", "an alarm waits for no fault delay")]
    [DataRow("+smoke silence cut:smoke 1s +smoke", "smoke=active!detected siren:fire silence:done[smoke] siren:off smoke=cut smoke=active!detected siren:fire", "S4: active again after a short fault is a new alarm")]
    [DataRow("+gate 59s", "gate=active", "by day a door may stand open for a while")]
    [DataRow("+gate 60s", "gate=active gate=active!held_open", "but not longer; no siren for it")]
    [DataRow("+gate 60s -gate +gate 60s", "gate=active gate=active!held_open gate=normal gate=active gate=active!held_open", "and again")]
    [DataRow("+window +motion cut:window 60s", "window=active motion=active window=cut", "S3: by day windows and motion are only recorded")]
    public void ByDay(string script, string answer, string why)
    {
        Expect(script, answer, why);
    }

    [TestMethod]
    [DataRow("key", "day>full/key set:done", "set by key")]
    [DataRow("key 1s key", "day>full/key set:done full>day/key unset:done", "S4: left by a person")]
    [DataRow("key 20s +window", "day>full/key set:done window=active!intrusion siren:on", "S3: at once")]
    [DataRow("key 1s +window", "day>full/key set:done window=active!intrusion siren:on", "the exit delay is for entry routes only")]
    [DataRow("key +gate 10s -gate 60s", "day>full/key set:done gate=active gate=normal", "out by the gate in time")]
    [DataRow("+gate key 49s", "gate=active day>full/key set:done", "a gate left open: entry delay after exit delay")]
    [DataRow("+gate key 50s", "gate=active day>full/key set:done gate=active!intrusion siren:on", "then the alarm")]
    [DataRow("key 20s +gate 29s key", "day>full/key set:done gate=active full>day/key unset:done", "in by the gate and left full in time")]
    [DataRow("key 20s +gate 30s", "day>full/key set:done gate=active gate=active!intrusion siren:on", "or not")]
    [DataRow("key 20s +gate 1s -gate 29s", "day>full/key set:done gate=active gate=normal gate=normal!intrusion siren:on", "S3: closing the gate behind oneself stops nothing")]
    [DataRow("key 20s +gate 1s +motion", "day>full/key set:done gate=active motion=active!intrusion siren:on", "nobody but by the entry route")]
    [DataRow("key 20s +gate 30s 1s -gate +gate 30s", "day>full/key set:done gate=active gate=active!intrusion siren:on gate=normal gate=active gate=active!intrusion", "S4: again after a new entry")]
    [DataRow("key drift:window", "day>full/key set:done window=drift!fault", "S3: a fault in full is an alarm at once")]
    [DataRow("key cut:gate", "day>full/key set:done gate=cut!fault siren:on", "of an entry route too")]
    [DataRow("key +smoke", "day>full/key set:done smoke=active!detected siren:fire", "S4: zones of all hours are")]
    [DataRow("+window key", "window=active set:refused[window]", "refused while a window is open")]
    [DataRow("cut:smoke key", "smoke=cut set:refused[smoke]", "or any zone faulty")]
    [DataRow("+window key -window key", "window=active set:refused[window] window=normal day>full/key set:done", "until it is closed")]
    [DataRow("set unset", "day>full/command set:done full>day/command unset:done", "the same by signed command")]
    [DataRow("unset", "unset:no_change", "what is so already")]
    [DataRow("set set set_forced", "day>full/command set:done set:no_change set_forced:no_change", "and again")]
    public void InFull(string script, string answer, string why)
    {
        Expect(script, answer, why);
    }

    [TestMethod]
    [DataRow("+window set_forced 60s", "window=active day>full/command[window] set_forced:done[window]", "forced: bypassed and said")]
    [DataRow("+window set_forced -window", "window=active day>full/command[window] set_forced:done[window] full>full/timer window=normal", "watched again once it is normal")]
    [DataRow("+window set_forced -window +window", "window=active day>full/command[window] set_forced:done[window] full>full/timer window=normal window=active!intrusion siren:on", "and then an intrusion")]
    [DataRow("+window set_forced unset", "window=active day>full/command[window] set_forced:done[window] full>day/command unset:done", "a forced bypass ends with full")]
    [DataRow("cut:smoke set_forced 10s", "smoke=cut day>full/command set_forced:done[smoke] smoke=cut!fault siren:on", "S4: a zone of all hours is never bypassed by it")]
    [DataRow("bypass:smoke:600 +smoke 599s", "day>day/command[smoke] bypass:done[smoke] smoke=active", "a bypass")]
    [DataRow("bypass:smoke:600 +smoke 600s", "day>day/command[smoke] bypass:done[smoke] smoke=active day>day/timer smoke=active!detected siren:fire", "has an end, and what stands then is an alarm")]
    [DataRow("bypass:smoke:600 end_bypass:smoke", "day>day/command[smoke] bypass:done[smoke] day>day/command end_bypass:done[smoke]", "or is ended")]
    [DataRow("bypass:smoke:600 restart", "day>day/command[smoke] bypass:done[smoke] day>day/start", "by a restart too")]
    [DataRow("end_bypass:smoke", "end_bypass:no_change[smoke]", "where there was none")]
    [DataRow("bypass:panic:600", "bypass:refused[panic]", "S3: panic cannot be disarmed")]
    [DataRow("bypass:attic:600", "bypass:unknown_zone", "no such zone")]
    [DataRow("bypass:smoke:0", "bypass:bad_duration[smoke]", "below the limits")]
    [DataRow("bypass:smoke:86400", "day>day/command[smoke] bypass:done[smoke]", "a day")]
    [DataRow("bypass:smoke:86401", "bypass:bad_duration[smoke]", "more than a day")]
    public void Bypassed(string script, string answer, string why)
    {
        Expect(script, answer, why);
    }

    [TestMethod]
    [DataRow("test::600 +smoke", "day>test/command test:done smoke=active!detected", "recorded and held, siren silent")]
    [DataRow("test::600 +smoke -smoke 600s", "day>test/command test:done smoke=active!detected smoke=normal test>day/timer", "ends by itself, and nothing starts to sound")]
    [DataRow("test::600 +smoke 600s", "day>test/command test:done smoke=active!detected test>day/timer smoke=active!detected siren:fire", "S3: what still stands then sounds")]
    [DataRow("+panic 1s test::600 end_test", "panic=active!detected siren:on day>test/command test:done siren:off test>day/command end_test:done siren:on", "what sounded before sounds again")]
    [DataRow("set test::600 +window 600s", "day>full/command set:done full>test/command test:done window=active test>full/timer window=active!intrusion siren:on", "back to full")]
    [DataRow("test::600 restart", "day>test/command test:done test>day/start", "a restart ends it")]
    [DataRow("test::0", "test:bad_duration", "below the limits")]
    [DataRow("test::1800", "day>test/command test:done", "half an hour")]
    [DataRow("test::1801", "test:bad_duration", "more than half an hour")]
    [DataRow("test::600 test::600", "day>test/command test:done test:no_change", "not to be drawn out")]
    [DataRow("end_test", "end_test:no_change", "no test")]
    [DataRow("test::600 key", "day>test/command test:done test>full/key set:done", "set from a test")]
    public void InTest(string script, string answer, string why)
    {
        Expect(script, answer, why);
    }

    [TestMethod]
    [DataRow("+panic -panic reset", "panic=active!detected siren:on panic=normal reset:done[panic] siren:off", "S3: held until a person resets it")]
    [DataRow("+panic reset", "panic=active!detected siren:on reset:cause_stands[panic]", "S3: not while its cause stands")]
    [DataRow("+panic -panic +smoke reset", "panic=active!detected siren:on panic=normal smoke=active!detected siren:fire reset:cause_stands[smoke]", "only what is gone goes")]
    [DataRow("reset", "reset:no_alarm", "nothing to reset")]
    [DataRow("+panic silence", "panic=active!detected siren:on silence:done[panic] siren:off", "silenced, still held")]
    [DataRow("+panic silence reset", "panic=active!detected siren:on silence:done[panic] siren:off reset:cause_stands[panic]", "silence is no reset")]
    [DataRow("+panic silence silence", "panic=active!detected siren:on silence:done[panic] siren:off silence:no_alarm", "nothing sounds any more")]
    [DataRow("+panic silence +smoke", "panic=active!detected siren:on silence:done[panic] siren:off smoke=active!detected siren:fire", "S4: a new alarm sounds")]
    [DataRow("+panic silence -panic +panic", "panic=active!detected siren:on silence:done[panic] siren:off panic=normal panic=active!detected siren:on", "S4: of the same zone too")]
    [DataRow("+panic -panic restart", "panic=active!detected siren:on panic=normal siren:on", "S3: no automatic reset by a power cut")]
    [DataRow("+panic silence -panic restart", "panic=active!detected siren:on silence:done[panic] siren:off panic=normal", "what was silenced stays silent")]
    [DataRow("+panic -panic restart reset", "panic=active!detected siren:on panic=normal siren:on reset:done[panic] siren:off", "and is reset as ever")]
    [DataRow("key restart", "day>full/key set:done", "full survives a power cut without a word")]
    [DataRow("bypass:smoke:600 cut:smoke 60s reset", "day>day/command[smoke] bypass:done[smoke] smoke=cut reset:no_alarm", "no alarm of a bypassed zone")]
    [DataRow("cut:smoke 10s bypass:smoke:600 reset", "smoke=cut smoke=cut!fault siren:on day>day/command[smoke] bypass:done[smoke] reset:done[smoke] siren:off", "a bypass lets a stuck alarm be reset")]
    public void HeldAndReset(string script, string answer, string why)
    {
        Expect(script, answer, why);
    }

    [TestMethod]
    [DataRow("7199s", "", "16:00 to 17:59:59: open")]
    [DataRow("7200s", "day>full/schedule", "S4: set by itself when the hours end")]
    [DataRow("+window 7200s", "window=active day>full/schedule[window]", "a window left open is bypassed and said")]
    [DataRow("7200s 60s key 3540s", "day>full/schedule full>day/key unset:done", "who leaves full after hours may stay")]
    [DataRow("7200s 60s key 3600s", "day>full/schedule full>day/key unset:done day>full/schedule", "for so long")]
    [DataRow("7200s 48600s 3600s", "day>full/schedule", "S4: nothing leaves full by itself, though the hours begin")]
    [DataRow("7200s 20s +smoke", "day>full/schedule smoke=active!detected siren:fire", "S4: zones of all hours are")]
    [DataRow("test::1800 7200s", "day>test/command test:done test>day/timer day>full/schedule", "a test ends first")]
    [DataRow("7200s key restart", "day>full/schedule full>day/key unset:done day>full/schedule", "a restart waits for nobody")]
    public void BySchedule(string script, string answer, string why)
    {
        AlarmBench bench = new AlarmBench(WithHours());
        bench.Run("0s");

        Assert.AreEqual(answer, bench.Run(script), why);
    }

    [TestMethod]
    public void WithoutTheTimeTheScheduleDoesNothing()
    {
        AlarmBench bench = new AlarmBench(WithHours());
        bench.StartUnixMs = 0;
        bench.Run("0s");

        Assert.AreEqual("", bench.Run("100000s"));
    }

    [TestMethod]
    public void TheScheduleActsOnceTheTimeIsKnown()
    {
        AlarmBench bench = new AlarmBench(WithHours());
        long evening = bench.StartUnixMs + (3 * 3600 * 1000);
        bench.StartUnixMs = 0;
        bench.Run("0s");
        bench.Run("10s");

        bench.StartUnixMs = evening;

        Assert.AreEqual("day>full/schedule", bench.Run("1s"));
    }

    private static NodeSettings WithHours()
    {
        NodeSettings settings = AlarmBench.NewSettings();
        settings.Schedule.Hours = new OpeningHours[] { new OpeningHours(31, 450, 1080) };
        return settings;
    }

    private static void Expect(string script, string answer, string why)
    {
        AlarmBench bench = new AlarmBench();
        Assert.AreEqual("none>day/start", bench.Run("0s"));

        Assert.AreEqual(answer, bench.Run(script), why);
    }
}
