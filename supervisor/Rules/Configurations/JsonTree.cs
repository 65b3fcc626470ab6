using System.Collections;
using System.Text.Json;

namespace Wugang.Supervisor.Rules.Configurations;

/// <summary>Turns JSON into the trees that the node's own reader checks.</summary>
public static class JsonTree
{
    /// <summary>The tree of an object. A number that is not whole stays one, so that it is refused where it stands.</summary>
    public static Hashtable Of(JsonElement element)
    {
        Hashtable tree = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            tree[member.Name] = ValueOf(member.Value);
        }

        return tree;
    }

    private static object? ValueOf(JsonElement element)
    {
        return element.ValueKind switch
        {
            JsonValueKind.Object => Of(element),
            JsonValueKind.Array => new ArrayList(element.EnumerateArray().Select(ValueOf).ToArray()),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => NumberOf(element),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => throw new ArgumentOutOfRangeException(nameof(element)),
        };
    }

    private static object NumberOf(JsonElement element)
    {
        // Boxed one by one: a conditional of all three would make each of them a double.
        if (element.TryGetInt32(out int small))
        {
            return small;
        }

        return element.TryGetInt64(out long large) ? (object)large : element.GetDouble();
    }
}
