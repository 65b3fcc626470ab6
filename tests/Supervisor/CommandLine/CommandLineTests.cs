using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary>The demonstration as a program: options, exit codes, files, prompt.</summary>
[TestClass]
public class CommandLineTests
{
    [TestMethod]
    [DataRow("--bogus", "Unrecognized command or argument '--bogus'")]
    [DataRow("--mqtt-port abc", "--mqtt-port must be a whole number from 1 to 65535, not 'abc'")]
    [DataRow("--http-port 65536", "--http-port must be a whole number from 1 to 65535, not '65536'")]
    [DataRow("--http-port 0", "--http-port must be")]
    [DataRow("--seconds -1", "--seconds")]
    [DataRow("--broker nowhere", "--broker must be HOST:PORT, such as localhost:1883, not 'nowhere'")]
    [DataRow("--broker host:99999", "--broker must be HOST:PORT")]
    [DataRow("--broker host:+5", "--broker must be HOST:PORT")]
    [DataRow("--data /dev/null/x", "The folder '/dev/null/x' (--data) cannot be used")]
    public async Task AMistakeIsSaidInOneLine(string arguments, string expected)
    {
        (int code, string _, string error) = await SimulatorProgram.RunAsync("", arguments.Split(' '));

        Assert.AreEqual(2, code);
        Assert.StartsWith(expected, error);
        Assert.HasCount(1, error.TrimEnd().Split('\n'));
    }

    [TestMethod]
    [DataRow("--mqtt-port")]
    [DataRow("--http-port")]
    public async Task APortInUseIsSaid(string option)
    {
        using TempFolder folder = new();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string taken = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string other = option == "--mqtt-port" ? "--http-port" : "--mqtt-port";

        (int code, string _, string error) = await SimulatorProgram.RunAsync("", option, taken, other, FreePort(), "--data", folder.Root);

        Assert.AreEqual(2, code);
        Assert.StartsWith($"Port {taken} ({option}) cannot be used", error);
        Assert.HasCount(1, error.TrimEnd().Split('\n'));
    }

    [TestMethod]
    public async Task AFolderInUseIsSaid()
    {
        using TempFolder folder = new();
        using FileStream held = new(folder.PathOf("lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        (int code, string _, string error) = await SimulatorProgram.RunAsync("", [.. FreePorts(), "--data", folder.Root]);

        Assert.AreEqual(2, code);
        Assert.Contains("(--data) cannot be used", error);
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("{\"410481001-0007-01\":{\"kid\":\"1\",\"k\":\"short\"}}")]
    [DataRow("{\"410481001-0007-01\":null}")]
    [DataRow("{\"410481001-0007-01\":{\"kid\":\"1\",\"k\":\"\u00e9\"}}")]
    [DataRow("{\"410481001-0007-01\":{\"kid\":\"A B\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}}")]
    public async Task MalformedKeysAreSaid(string content)
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.PathOf("keys.json"), content);

        (int code, string _, string error) = await SimulatorProgram.RunAsync("", [.. FreePorts(), "--data", folder.Root]);

        Assert.AreEqual(2, code);
        Assert.Contains("keys.json", error);
        Assert.HasCount(1, error.TrimEnd().Split('\n'));
    }

    [TestMethod]
    [DataRow("supervisor-key.pem")]
    [DataRow("ledger.db")]
    [DataRow("flash")]
    [DataRow("accounts.json")]
    public async Task ADamagedFileIsSaidInOneLine(string name)
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.PathOf(name), "garbage that is not even long enough");

        (int code, string output, string error) = await SimulatorProgram.RunAsync("", [.. FreePorts(), "--data", folder.Root]);

        Assert.AreEqual(2, code);
        Assert.Contains(folder.PathOf(name), error);
        Assert.HasCount(1, error.TrimEnd().Split('\n'));
        Assert.AreEqual("", output);
    }

    [TestMethod]
    public void APrivateFileReplacesOneThatOthersCouldRead()
    {
        using TempFolder folder = new();
        string path = folder.PathOf("keys.json");
        File.WriteAllText(path, "an old file that is longer");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.WriteAllText(path + ".new", "left over from a loss of power");

        PrivateFile.Write(path, "new");

        Assert.AreEqual("new", File.ReadAllText(path));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.HasCount(1, Directory.GetFiles(folder.Root));
    }

    [TestMethod]
    public async Task CommandsAreAnsweredAndQuitEndsWell()
    {
        using TempFolder folder = new();

        (int code, string output, string error) = await SimulatorProgram.RunAsync(
            "open gate\nclose window\nnonsense\nhelp\nquit\n", [.. FreePorts(), "--data", folder.Root]);

        Assert.AreEqual(0, code, error);
        Assert.Contains("gate opened", output);
        Assert.Contains("There is no door or window 'window'", output);
        Assert.Contains("Unknown command 'nonsense'", output);
        Assert.Contains("cut power [NODE]", output);
    }

    [TestMethod]
    public async Task ItStopsByItselfAndItsSecretsAreItsOwners()
    {
        using TempFolder folder = new();

        (int code, string _, string error) = await SimulatorProgram.RunAsync("", [.. FreePorts(), "--seconds", "3", "--data", folder.Root]);

        Assert.AreEqual(0, code, error);
        const UnixFileMode ownersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (string path in new[] { folder.PathOf("keys.json"), folder.PathOf("accounts.json"), folder.PathOf("supervisor-key.pem") })
        {
            Assert.AreEqual(ownersFile, File.GetUnixFileMode(path), path);
        }

        string flash = folder.PathOf("flash", "410481001-0007-01");
        Assert.AreEqual(ownersFile | UnixFileMode.UserExecute, File.GetUnixFileMode(flash), flash);

        JsonElement keys = JsonElement.Parse(await File.ReadAllTextAsync(folder.PathOf("keys.json")));
        Assert.AreEqual(43, keys.GetProperty("410481001-0007-03").GetProperty("k").GetString()!.Length);
        JsonElement accounts = JsonElement.Parse(await File.ReadAllTextAsync(folder.PathOf("accounts.json")));
        Assert.IsGreaterThan(20, accounts.GetProperty("dashboard").GetString()!.Length);
    }

    private static string[] FreePorts()
    {
        return ["--mqtt-port", FreePort(), "--http-port", FreePort()];
    }

    private static string FreePort()
    {
        return Ports.TakeFree().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
