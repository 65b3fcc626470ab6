using System.Text.RegularExpressions;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary><c>chaos</c> for a short time: whatever is killed, the ledger ends complete.</summary>
[TestClass]
public partial class ChaosCommandTests
{
    [TestMethod]
    [DataRow("chaos --seconds 20 --seed 3", "mosquitto")]
    [DataRow("chaos --seconds 20 --seed 4 --embedded", "embedded broker")]
    public async Task TheLedgerEndsComplete(string arguments, string broker)
    {
        (int code, string output, string error) = await SimulatorProgram.RunAsync("", arguments.Split(' '));

        Assert.AreEqual(0, code, output + error);
        Assert.Contains($"kill {broker} for", output);
        Assert.Contains("kill supervisor for", output);
        Assert.Contains("kill node", output);
        Assert.MatchesRegex(Figures(), output.TrimEnd().Split('\n')[^1]);
    }

    [TestMethod]
    public async Task SecondsMustBeEnoughToKillSomething()
    {
        (int code, _, string error) = await SimulatorProgram.RunAsync("", "chaos", "--seconds", "9");

        Assert.AreEqual(2, code);
        Assert.Contains("--seconds must be a whole number from 10 to 86400, not '9'", error);
    }

    [GeneratedRegex(@"^seconds=20 broker_kills=[1-9]\d* supervisor_kills=[1-9]\d* node_kills=[1-9]\d* records=[1-9]\d* missing=0 duplicated=0 broken=0$")]
    private static partial Regex Figures();
}
