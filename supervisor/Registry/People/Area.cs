using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Registry.People;

/// <summary>
/// A part of the city by its name: empty for all of it, a township's division code (<c>410481001</c>), or a facility (<c>410481001-0007</c>). The name
/// of each part begins with that of the one it lies in, down to the nodes.
/// </summary>
public static partial class Area
{
    /// <summary>All of it.</summary>
    public const string City = "";

    public static bool IsTownship(string area)
    {
        return Township().IsMatch(area);
    }

    public static bool IsFacility(string area)
    {
        return Facility().IsMatch(area);
    }

    /// <summary>Whether a township, facility or node lies in an area.</summary>
    public static bool Contains(string area, string part)
    {
        return area.Length == 0 || part == area || (part.StartsWith(area, StringComparison.Ordinal) && part[area.Length] == '-');
    }

    /// <summary>The same in SQL: whether what a column names lies in <c>@area</c>.</summary>
    internal static string ContainsInSql(string column)
    {
        return $"(@area = '' OR {column} = @area OR substr({column}, 1, length(@area) + 1) = @area || '-')";
    }

    [GeneratedRegex(@"^[0-9]{9}\z")]
    private static partial Regex Township();

    [GeneratedRegex(@"^[0-9]{9}-[0-9]{4}\z")]
    private static partial Regex Facility();
}
