using System.Text.Json.Nodes;
using Wugang.Sim.App.Meters;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary><c>meters</c> and <c>read</c>: virtual meters on a pseudo terminal, and the node's drivers at the other end.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public class PseudoTerminalTests
{
    [TestMethod]
    [DataRow(new[] { "read", "dlt645", "000000000161" }, "register_wh", 12_345_670)]
    [DataRow(new[] { "read", "dlt645", "AAAAAAAAAAAA" }, "register_wh", 12_345_670)]
    [DataRow(new[] { "read", "cjt188", "00000805000001" }, "register_l", 456_780)]
    [DataRow(new[] { "read", "cjt188", "00000000000003", "--kind", "gas" }, "register_l", 123_450)]
    [DataRow(new[] { "read", "modbus", "1", "--register", "342", "--decimals", "2" }, "register_wh", 7_000_000)]
    public async Task EveryMeterIsReadThroughASerialPort(string[] arguments, string member, int shownAtStart)
    {
        using ServedMeters served = new();

        (int code, string output, string error) = await SimulatorProgram.RunAsync("", [.. arguments, "--port", served.Path]);

        Assert.AreEqual(0, code, output + error);
        JsonNode reading = JsonNode.Parse(output)!;
        long register = reading[member]!.GetValue<long>();
        Assert.AreEqual("ok", reading["status"]!.GetValue<string>());
        Assert.IsTrue(register >= shownAtStart && register < shownAtStart + 1000, output);
    }

    /// <summary>Vectors 1 and 2, with four wake-up bytes and another register, over nothing but a file.</summary>
    [TestMethod]
    public async Task AnotherProgramTalksToAMeterWithBytes()
    {
        using ServedMeters served = new();
        await using FileStream line = new(served.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        await line.WriteAsync(Convert.FromHexString("68610100000000681104333334331416"));
        byte[] reply = new byte[24];

        using CancellationTokenSource limit = new(Eventually.Patience);
        await line.ReadExactlyAsync(reply, limit.Token);

        Assert.StartsWith("FEFEFEFE686101000000006891083333343", Convert.ToHexString(reply));
    }

    [TestMethod]
    public async Task AMeterThatIsNotThereIsNoAnswerAndExitCodeOne()
    {
        using ServedMeters served = new();

        (int code, string output, string _) =
            await SimulatorProgram.RunAsync("", "read", "dlt645", "000000000162", "--port", served.Path);

        Assert.AreEqual(1, code);
        Assert.Contains("\"status\":\"no_answer\"", output);
        Assert.DoesNotContain("register", output);
    }

    [TestMethod]
    public async Task TheCommandPrintsThePathAndTheMeters()
    {
        (int code, string output, string _) = await SimulatorProgram.RunAsync("", "meters", "--pty", "--seconds", "1");

        Assert.AreEqual(0, code);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("/dev/", lines[0]);
        Assert.StartsWith("dlt645  000000000161", lines[1]);
        Assert.HasCount(5, lines);
    }

    [TestMethod]
    [DataRow(new[] { "meters" }, "Say where to serve the meters: --pty.")]
    [DataRow(new[] { "read", "dlt97", "1", "--port", "/dev/null" }, "protocol must be dlt645 or cjt188 or modbus, not 'dlt97'.")]
    [DataRow(new[] { "read", "dlt645", "12", "--port", "/dev/null" }, "The address has 12 digits, or AA for any two, not '12'.")]
    [DataRow(new[] { "read", "modbus", "300", "--port", "/dev/null" }, "A Modbus meter has a number from 1 to 247, not '300'.")]
    [DataRow(new[] { "read", "modbus", "1", "--words", "3", "--port", "/dev/null" }, "There is no such register")]
    [DataRow(new[] { "read", "modbus", "1", "--port", "/dev/there-is-none" }, "The port '/dev/there-is-none' cannot be used: There is no such file.")]
    [DataRow(new[] { "read", "modbus", "1", "--port", "/dev/null" }, "The port '/dev/null' cannot be used")]
    public async Task BadArgumentsAreOneClearLine(string[] arguments, string message)
    {
        (int code, string _, string error) = await SimulatorProgram.RunAsync("", arguments);

        Assert.AreEqual(2, code);
        Assert.StartsWith(message, error);
        Assert.AreEqual(1, error.Count(character => character == '\n'));
    }

    /// <summary>What <c>meters --pty</c> serves, in this process.</summary>
    private sealed class ServedMeters : IDisposable
    {
        private readonly LiveLine _line = new();
        private readonly PseudoTerminal _terminal = new();

        public ServedMeters()
        {
            _line.Do(wires => new MeterShelf(wires));
            _terminal.Received += bytes => _line.Send(bytes, default);
            _line.Heard += _terminal.Send;
            _terminal.Start();
        }

        public string Path => _terminal.Path;

        public void Dispose()
        {
            _terminal.Dispose();
            _line.Dispose();
        }
    }
}
