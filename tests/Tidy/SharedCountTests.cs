using System.Diagnostics;

namespace Wugang.Tests.Tidy;

/// <summary>The count of <c>tests/run</c> fails where not every shared test ran: nanoCLR's launcher may find none and say nothing.</summary>
[TestClass]
public sealed class SharedCountTests
{
    private const string Source = """
        [TestMethod]
        public void One()
        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        public void Two(int number)
        public void NoTest()
        """;

    [TestMethod]
    [DataRow(3, 0)]
    [DataRow(2, 1)]
    [DataRow(4, 1)]
    [DataRow(0, 1)]
    public void ItFailsWhereOtherTestsRanThanAreDeclared(int ran, int expected)
    {
        (int exitCode, string said) = Count($"""<UnitTest storage="/x/wugang.tests.shared.dll" /><Counters total="9" executed="{ran}" passed="{ran}" />""");

        Assert.AreEqual($"tests/Shared declares 3 tests, {ran} ran", said);
        Assert.AreEqual(expected, exitCode);
    }

    [TestMethod]
    public void ItFailsWhereNobodyWroteResults()
    {
        (int exitCode, string said) = Count("""<UnitTest storage="/x/wugang.tests.core.dll" /><Counters executed="3" />""");

        Assert.AreEqual("tests/Shared declares 3 tests, 0 ran", said);
        Assert.AreEqual(1, exitCode);
    }

    private static (int ExitCode, string Said) Count(string results)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("wugang-count-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Tests.cs"), Source);
            File.WriteAllText(Path.Combine(folder.FullName, "one.trx"), results);
            ProcessStartInfo start = new("bash")
            {
                RedirectStandardOutput = true,
                ArgumentList = { Path.Combine(Repository.Root, "tests", "count-shared"), folder.FullName, folder.FullName },
            };
            using Process bash = Process.Start(start)!;
            string said = bash.StandardOutput.ReadToEnd().Trim();
            bash.WaitForExit();
            return (bash.ExitCode, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
