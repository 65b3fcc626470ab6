using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace nanoFramework.Json;

/// <summary>
/// Reads JSON into the same trees as nanoFramework's library: a <see cref="Hashtable"/> for an object, an
/// <see cref="ArrayList"/> for an array, and text, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="bool"/>, null, or a <see cref="DateTime"/> for a text that looks like one.
/// </summary>
/// <remarks>
/// Stricter than the real library, which also takes single quotes, missing commas and other spellings, and throws
/// exceptions of many types on bad input.
/// </remarks>
public static class JsonConvert
{
    // The real library takes no shorter text for a time.
    private const int MinTimeCharacters = 18;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <param name="value">The JSON.</param>
    /// <param name="type"><see cref="Hashtable"/>; the virtual board reads nothing else.</param>
    /// <exception cref="DeserializationException">The text is no JSON object.</exception>
    /// <exception cref="NotSupportedException">Another type is asked for.</exception>
    public static object DeserializeObject(string value, Type type)
    {
        if (type != typeof(Hashtable))
        {
            throw new NotSupportedException($"The virtual board reads JSON into a Hashtable, not into {type}.");
        }

        try
        {
            RequireKnownEscapes(value);
            using JsonDocument document = JsonDocument.Parse(value, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ToTable(document.RootElement)
                : throw new DeserializationException();
        }
        catch (JsonException)
        {
            throw new DeserializationException();
        }
    }

    private static Hashtable ToTable(JsonElement element)
    {
        Hashtable table = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            table.Add(member.Name, ToValue(member.Value));
        }

        return table;
    }

    private static ArrayList ToList(JsonElement element)
    {
        ArrayList list = [];
        foreach (JsonElement item in element.EnumerateArray())
        {
            // So does the real library: an array right within an array is beyond it.
            list.Add(item.ValueKind == JsonValueKind.Array ? throw new DeserializationException() : ToValue(item));
        }

        return list;
    }

    private static object? ToValue(JsonElement element)
    {
        return element.ValueKind switch
        {
            JsonValueKind.Object => ToTable(element),
            JsonValueKind.Array => ToList(element),
            JsonValueKind.String => ToTextOrTime(element.GetString()!),
            JsonValueKind.Number => ToNumber(element.GetRawText()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            JsonValueKind.Undefined => throw new DeserializationException(),
            _ => throw new DeserializationException(),
        };
    }

    /// <summary>The real library knows these escapes and no others: not the slash, and none by number.</summary>
    private static void RequireKnownEscapes(string json)
    {
        for (int at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0; at = json.IndexOf('\\', at + 2))
        {
            if (at + 2 > json.Length - 1 || !"\"\\bfnrt".Contains(json[at + 1], StringComparison.Ordinal))
            {
                throw new DeserializationException();
            }
        }
    }

    private static object ToTextOrTime(string text)
    {
        if (text.StartsWith('"'))
        {
            return "\"" + text + "\""; // So does the real library.
        }

        return text.Length >= MinTimeCharacters
            && DateTime.TryParseExact(
                text, ["u", "r", "s", "o"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time
            : text;
    }

    private static object ToNumber(string digits)
    {
        if (digits.AsSpan().IndexOfAny(".eE") >= 0)
        {
            return double.Parse(digits, CultureInfo.InvariantCulture);
        }

        return int.TryParse(digits, CultureInfo.InvariantCulture, out int small) ? small
            : long.TryParse(digits, CultureInfo.InvariantCulture, out long large) ? large
            : ulong.TryParse(digits, CultureInfo.InvariantCulture, out ulong huge) ? huge
            : throw new DeserializationException();
    }
}
