using System.Collections.Frozen;
using Wugang.Tests.Tidy.Dialect;

namespace Wugang.Tests.Tidy;

/// <summary>The allow-list names only what nanoFramework really has, so that nobody can allow a mistake.</summary>
[TestClass]
public sealed class AllowListTests
{
    [TestMethod]
    public void EveryAllowedEntryIsInTheApiLists()
    {
        FrozenDictionary<string, ApiEntry> published = ApiLists.LoadOrSkip();

        Violation.AssertNone(AllowList.Lines
            .Select(ApiEntry.Parse)
            .Where(entry => !IsPublished(entry, published))
            .Select(entry => new Violation(AllowList.FileName, $"'{entry.Api}' is not in the API lists with this signature")));
    }

    [TestMethod]
    public void TheAllowListIsSortedAndHasNoDoubles()
    {
        string[] sorted = [.. AllowList.Lines.Distinct().Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(sorted, AllowList.Lines.ToArray());
    }

    [TestMethod]
    public void EveryDesktopLoweringHasAReason()
    {
        Violation.AssertNone(AllowList.LoweringLines
            .Where(line => ApiEntry.Parse(line).Details.Length == 0)
            .Select(line => new Violation(AllowList.LoweringsFileName, $"'{line}' gives no reason")));
    }

    [TestMethod]
    public void NoDesktopLoweringIsAlsoAllowed()
    {
        Violation.AssertNone(AllowList.Lines
            .Select(line => ApiEntry.Parse(line).Api)
            .Where(AllowList.IsLowering)
            .Select(api => new Violation(AllowList.LoweringsFileName, $"'{api}' is in the allow-list already")));
    }

    private static bool IsPublished(ApiEntry allowed, FrozenDictionary<string, ApiEntry> published)
    {
        return published.TryGetValue(allowed.Api, out ApiEntry? entry)
            && (!allowed.CanGet || entry.CanGet)
            && (!allowed.CanSet || entry.CanSet);
    }
}
