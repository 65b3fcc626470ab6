using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>
/// What a member of a record must be: <c>zone=gate</c>, <c>zones=gate,hall</c>, <c>input_to_siren_ms&lt;=60</c>,
/// <c>alarm=</c> for one that is absent, or an empty text or list.
/// </summary>
internal sealed partial class MemberTest
{
    private readonly string _name;
    private readonly string _relation;
    private readonly string _value;

    private MemberTest(string name, string relation, string value)
    {
        _name = name;
        _relation = relation;
        _value = value;
    }

    /// <exception cref="SyntaxException">The text is none.</exception>
    public static MemberTest Parse(string text)
    {
        Match match = Test().Match(text);
        return match.Success && (match.Groups[2].Value == "=" || long.TryParse(match.Groups[3].Value, CultureInfo.InvariantCulture, out _))
            ? new MemberTest(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
            : throw new SyntaxException($"expected a member such as zone=gate or age_ms<=60, not '{text}'");
    }

    public bool Fits(JsonElement data)
    {
        if (!data.TryGetProperty(_name, out JsonElement member))
        {
            return _relation == "=" && _value.Length == 0;
        }

        if (_relation == "=")
        {
            return ToText(member) == _value;
        }

        long limit = long.Parse(_value, CultureInfo.InvariantCulture);
        bool isNumber = member.ValueKind == JsonValueKind.Number;
        return isNumber && (_relation == "<=" ? member.GetInt64() <= limit : member.GetInt64() >= limit);
    }

    private static string ToText(JsonElement member)
    {
        return member.ValueKind == JsonValueKind.Array
            ? string.Join(',', member.EnumerateArray().Select(ToText))
            : member.ToString().Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal);
    }

    [GeneratedRegex("^([a-z_]+)(=|<=|>=)(.*)$")]
    private static partial Regex Test();
}
