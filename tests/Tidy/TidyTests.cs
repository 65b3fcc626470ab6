using Wugang.Tests.Tidy.Sources;

namespace Wugang.Tests.Tidy;

/// <summary>What every committed file keeps to.</summary>
[TestClass]
public sealed class TidyTests
{
    private static readonly string[] CodeFolders = ["firmware", "hardware", "sim", "supervisor", "tests"];

    // Each with its reason; a file that no longer sleeps must leave the list.
    private static readonly Dictionary<string, string> MaySleep = new()
    {
        ["tests/Simulator/Await.cs"] = "the one place where a test polls for what raises no event",
        ["tests/Supervisor/Support/Eventually.cs"] = "the one place where a test polls for what raises no event",
        ["tests/Benchmarks/Ingest/IngestCommand.cs"] = "a measurement lasts as long as it was told to",
        ["tests/Simulator/PowerTests.cs"] = "a program on the virtual board that runs until the power goes",
    };

    // Path and reason of files that may exceed a limit.
    private static readonly Dictionary<string, string> MayBeLong = [];

    [TestMethod]
    public void NoTextHasNotesToSelfOrAbsolutePaths()
    {
        Violation.AssertNone(Repository.Files.Where(SourceText.IsText)
            .SelectMany(path => SourceText.FindInText(path, Repository.Read(path))));
    }

    [TestMethod]
    public void NoSourceHasTabsTrailingSpaceOrUnwrittenMethods()
    {
        Violation.AssertNone(Repository.CSharpFiles(CodeFolders)
            .SelectMany(path => SourceText.FindInCSharp(path, Repository.Read(path))));
    }

    [TestMethod]
    public void MethodsAndFilesStayShort()
    {
        Violation.AssertNone(Repository.CSharpFiles(CodeFolders)
            .Where(path => !MayBeLong.ContainsKey(path))
            .SelectMany(path => SourceShape.FindTooLong(path, Repository.Read(path))));
    }

    [TestMethod]
    public void NeitherTestsNorTheApplicationSleep()
    {
        Violation.AssertNone(Repository.CSharpFiles("tests", "firmware/Core", "firmware/Node")
            .Where(path => !MaySleep.ContainsKey(path))
            .SelectMany(path => SourceShape.FindSleep(path, Repository.Read(path))));
    }

    [TestMethod]
    public void NoExceptionOutlivesItsNeed()
    {
        IEnumerable<string> idle = MaySleep.Keys.Where(path => !Needs(path, SourceShape.FindSleep))
            .Concat(MayBeLong.Keys.Where(path => !Needs(path, SourceShape.FindTooLong)));

        Violation.AssertNone(idle.Select(path => new Violation(path, "needs no exception any more: take it off the list")));
    }

    private static bool Needs(string path, Func<string, string, IEnumerable<Violation>> find)
    {
        return Repository.Files.Contains(path) && find(path, Repository.Read(path)).Any();
    }
}
