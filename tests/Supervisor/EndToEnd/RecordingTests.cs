using System.Text.RegularExpressions;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App.Recordings;
using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>What somebody does in the building is written as a scenario that can be read and run.</summary>
[TestClass]
public partial class RecordingTests
{
    [TestMethod]
    [DataRow("open gate", "open gate")]
    [DataRow("lift gate_cover", "open gate_cover")]
    [DataRow("press panic", "press activity_panic")]
    [DataRow("smoke on", "smoke on activity_smoke")]
    [DataRow("move off", "clear utility_motion")]
    [DataRow("short loop utility_smoke", "short loop utility_smoke")]
    [DataRow("meter water garbled", "meter water sends wrong checksums")]
    [DataRow("meter water good", "meter water answers|meter water runs")]
    [DataRow("meter gas back", "meter gas goes back 1000")]
    [DataRow("sensor nap_smoke dead", "cut loop nap_smoke")]
    [DataRow("sensor nap_smoke new", "change battery nap_smoke")]
    [DataRow("sensor nap_smoke weak", "weaken battery nap_smoke")]
    [DataRow("sensor nap_smoke good", "mend loop nap_smoke|charge battery nap_smoke")]
    [DataRow("sensor garden_water dead", "meter garden_water fails to answer")]
    [DataRow("sensor garden_water good", "meter garden_water answers|charge battery garden_water")]
    [DataRow("turn key 410481001-0007-02", "turn key 02")]
    [DataRow("reset", "reset")]
    [DataRow("silence 03", "silence 03")]
    [DataRow("mains off 01", "mains off 01")]
    [DataRow("battery 40 01", "battery 11460 mV 01")]
    [DataRow("link down", "link down")]
    [DataRow("clock jumps back 2h 03", "clock jumps back 2h 03")]
    [DataRow("clock right 03", "clock right 03")]
    [DataRow("flash fails 02", "flash fails 02")]
    [DataRow("cut power 02", "cut power 02")]
    [DataRow("press setup 02", "# press setup 02: scenarios have nothing of the kind")]
    [DataRow("people away", "# people away: scenarios have nothing of the kind")]
    public void AnActIsWrittenAsScenariosSayIt(string command, string lines)
    {
        using TestSite site = new();
        site.PowerOn(brokerPort: Ports.TakeFree());
        Recording recording = new(site.Site, TimeProvider.System);

        site.Do(command);

        string text = recording.Write();
        string[] written = [.. text.Split('\n').Where(line => Time().IsMatch(line)).Select(line => Time().Replace(line, "$1"))];
        CollectionAssert.AreEqual(lines.Split('|'), written);
        Scenario? scenario = ScenarioReader.Read("recorded", text, out IReadOnlyList<ScenarioError> errors);
        Assert.IsNotNull(scenario, string.Join('\n', errors));
        Assert.IsNull(ScenarioRunner.Run(scenario, seed: 1).Failure);
    }

    [TestMethod]
    [DataRow("bypass", "gate", 3600, "lin", "repair of the lock", "command bypass of gate for 3600s by \"lin\" because \"repair of the lock\" 01")]
    [DataRow("set", "", 0, "duty desk", "", "command set by \"duty desk\" 01")]
    [DataRow("reset", "", 0, "lin", "the \"real\" one", null)]
    public void ACommandOfTheSupervisorIsWrittenAsScenariosSayIt(string act, string zone, int durationS, string by, string reason, string? line)
    {
        using TestSite site = new();
        site.PowerOn(brokerPort: Ports.TakeFree());
        Command command = new() { Act = act, Zone = zone, DurationS = durationS, By = by, Reason = reason };

        string? written = ScenarioActs.Translate(command, site.Site.Nodes[0].Id);

        Assert.AreEqual(line, written);
        if (written is not null)
        {
            string text = new Recording(site.Site, TimeProvider.System).Write().Replace(
                "finally expect stored 01", $"+1s {written}\nfinally expect stored 01", StringComparison.Ordinal);
            Assert.IsNotNull(ScenarioReader.Read("recorded", text, out IReadOnlyList<ScenarioError> errors), string.Join('\n', errors));
        }
    }

    [GeneratedRegex(@"^(# )?\d\d:\d\d:\d\d\.\d\d\d ")]
    private static partial Regex Time();
}
