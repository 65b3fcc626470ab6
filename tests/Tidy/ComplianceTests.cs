using System.Text.RegularExpressions;

namespace Wugang.Tests.Tidy;

/// <summary>docs/compliance.md speaks of every clause about alarms, and what it names as proof is there.</summary>
[TestClass]
public sealed partial class ComplianceTests
{
    private static readonly string[] Clauses = ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "P1", "P3", "P4", "P6"];

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "compliance.md"));

    [TestMethod]
    public void EveryClauseHasOneRow()
    {
        CollectionAssert.AreEqual(Clauses, Rows(Page).Select(row => row.Clause).ToArray());
    }

    [TestMethod]
    public void WhatARowNamesIsThereAndNamesTheClause()
    {
        Violation.AssertNone(Rows(Page).SelectMany(row => FindMissing(row.Clause, row.ShownBy)));
    }

    [TestMethod]
    [DataRow("`no-such-scenario`", "no scenario")]
    [DataRow("`panic-latches`", "does not name")]
    [DataRow("`ComplianceTests.NoSuchMethod`", "no test")]
    [DataRow("by looking at it", "nothing")]
    public void AMissingProofIsFound(string shownBy, string expected)
    {
        Violation found = FindMissing("S8", shownBy).Single();

        Assert.Contains(expected, found.What);
    }

    private static IEnumerable<(string Clause, string ShownBy)> Rows(string page)
    {
        return page.Split('\n').Select(line => line.Split('|'))
            .Where(cells => cells.Length == 7 && ClauseId().IsMatch(cells[1]))
            .Select(cells => (cells[1].Trim(), cells[4]));
    }

    private static IEnumerable<Violation> FindMissing(string clause, string shownBy)
    {
        string where = $"docs/compliance.md, {clause}";
        string[] proofs = [.. Quoted().Matches(shownBy).Select(match => match.Groups[1].Value)];
        if (proofs.Length == 0)
        {
            return [new Violation(where, "names nothing that shows it")];
        }

        return proofs.Select(proof => proof.Contains('.') ? FindTestFault(proof) : FindScenarioFault(clause, proof))
            .OfType<string>()
            .Select(fault => new Violation(where, fault));
    }

    private static string? FindScenarioFault(string clause, string name)
    {
        string path = Path.Combine(Repository.Root, "tests", "Scenarios", name + ".scenario");
        if (!File.Exists(path))
        {
            return $"there is no scenario '{name}'";
        }

        bool isNamed = File.ReadLines(path).Any(line => line.Split(' ') is ["clause", .. string[] named] && named.Contains(clause));
        return isNamed ? null : $"scenario '{name}' does not name {clause}";
    }

    private static string? FindTestFault(string proof)
    {
        string[] parts = proof.Split('.');
        bool isThere = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), parts[0] + ".cs", SearchOption.AllDirectories)
            .Any(path => Regex.IsMatch(File.ReadAllText(path), $@"\[TestMethod\](\s*\[[^\n]*\])*\s*public (async )?(void|Task) {Regex.Escape(parts[1])}\("));
        return isThere ? null : $"there is no test '{proof}'";
    }

    [GeneratedRegex(@"^ [SP]\d ")]
    private static partial Regex ClauseId();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
