using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Wugang.Tests.Tidy.Board;
using Wugang.Tests.Tidy.Dialect;

namespace Wugang.Tests.Tidy;

/// <summary>The virtual board offers nothing under nanoFramework's names that nanoFramework does not offer.</summary>
[TestClass]
public sealed class BoardConformanceTests(TestContext context)
{
    private static readonly Assembly Board = Assembly.Load("Wugang.Sim.Board");

    [TestMethod]
    public void EveryBoardMemberIsNanoFrameworks()
    {
        FrozenDictionary<string, ApiEntry> published = ApiLists.LoadOrSkip();
        BoardMember[] members = [.. BoardMember.ReadAll(Board)];

        context.WriteLine($"{members.Length} types and members of the board compared");
        Assert.IsNotEmpty(members);
        Violation.AssertNone(members.SelectMany(member => Compare(member, published)));
    }

    [TestMethod]
    [DataRow("M:X.Y.Missing : System.Void", "static", "is not in the API lists")]
    [DataRow("M:X.Y.Go : System.Void", "static", "'static' is missing")]
    public void ADifferenceIsFound(string api, string trait, string expected)
    {
        ApiEntry entry = ApiEntry.Parse("M:X.Y.Go : System.Void | public ()");
        FrozenDictionary<string, ApiEntry> published =
            new Dictionary<string, ApiEntry> { [entry.Api] = entry }.ToFrozenDictionary();

        Violation found = Compare(new BoardMember(api, [trait], []), published).Single();

        Assert.Contains(expected, found.What);
    }

    private static IEnumerable<Violation> Compare(BoardMember member, FrozenDictionary<string, ApiEntry> published)
    {
        if (!published.TryGetValue(member.Api, out ApiEntry? entry))
        {
            return [new Violation("sim/Board", $"'{member.Api}' is not in the API lists with this signature")];
        }

        IEnumerable<string> missing = member.Traits.Where(trait => !Says(entry, trait))
            .Select(trait => $"'{trait}' is missing in the API lists: {entry.Api} | {entry.Details}");
        IEnumerable<string> surplus = member.Excluded.Where(trait => Says(entry, trait))
            .Select(trait => $"'{trait}' is in the API lists alone: {entry.Api} | {entry.Details}");
        return missing.Concat(surplus).Select(what => new Violation("sim/Board", what));
    }

    private static bool Says(ApiEntry entry, string trait)
    {
        return Regex.IsMatch(entry.Details, $@"(?<!\w){Regex.Escape(trait)}(?![\w.])");
    }
}
