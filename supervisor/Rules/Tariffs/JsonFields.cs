using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>
/// An object of a JSON document, read member by member. Whatever is missing, of another type or unknown is a finding with its path, and
/// reading goes on, so that one look shows all.
/// </summary>
public sealed class JsonFields
{
    /// <summary>Largest document, in bytes.</summary>
    public const int DocumentBytesMax = 4 * 1024 * 1024;

    private const int TextLengthMax = 500;

    private readonly JsonElement _element;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private JsonFields(JsonElement element, string path, Findings findings)
    {
        (_element, Path, Findings) = (element, path, findings);
    }

    public string Path { get; }

    public Findings Findings { get; }

    /// <summary>Reads a document whose outermost value is an object.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, too large, or no object; the message names the file and the line.</exception>
    public static JsonFields Of(byte[] document, string file, Findings findings)
    {
        if (document.Length > DocumentBytesMax)
        {
            throw new InvalidDataException($"{file} has {document.Length} bytes; {DocumentBytesMax} are the most.");
        }

        try
        {
            ReadOnlyMemory<byte> text = document.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? document.AsMemory(3) : document;
            JsonDocumentOptions options = new() { AllowDuplicateProperties = false };
            using JsonDocument parsed = JsonDocument.Parse(text, options);
            return parsed.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonFields(parsed.RootElement.Clone(), "$", findings)
                : throw new InvalidDataException($"{file} must be a JSON object, not {parsed.RootElement.ValueKind}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                e.LineNumber is { } line
                    ? $"{file}: line {line + 1}: is no JSON from byte {e.BytePositionInLine + 1} of this line on"
                    : $"{file} is no JSON: {e.Message}",
                e);
        }
    }

    public bool Has(string name)
    {
        _known.Add(name);
        return _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
    }

    public string PathOf(string name)
    {
        return $"{Path}.{name}";
    }

    /// <summary>A text; empty with a finding where it is missing.</summary>
    public string Text(string name)
    {
        return Find(name, JsonValueKind.String, "a text") is { } value && HasGoodLength(name, value.GetString()!) ? value.GetString()! : "";
    }

    public string OptionalText(string name)
    {
        return Has(name) ? Text(name) : "";
    }

    /// <summary>One of some words; the first with a finding where it is none of them.</summary>
    public string Word(string name, params string[] words)
    {
        string text = Text(name);
        if (words.Contains(text))
        {
            return text;
        }

        if (text.Length > 0)
        {
            Findings.Error(PathOf(name), $"must be one of {string.Join(", ", words)}, not '{text}'");
        }

        return words[0];
    }

    /// <summary>A decimal number from 0 on, exactly as written.</summary>
    /// <param name="name">The member.</param>
    /// <param name="decimals">Most places behind the point.</param>
    /// <param name="max">The largest.</param>
    public decimal Number(string name, int decimals, decimal max)
    {
        return Find(name, JsonValueKind.Number, "a number") is { } value ? Number(value, PathOf(name), decimals, max) : 0;
    }

    /// <summary>A whole number in a range; its least with a finding where it is not there.</summary>
    public int Integer(string name, int min, int max)
    {
        if (Find(name, JsonValueKind.Number, "a whole number") is not { } value)
        {
            return min;
        }

        if (value.TryGetInt32(out int number) && number >= min && number <= max)
        {
            return number;
        }

        Findings.Error(PathOf(name), $"must be a whole number from {min} to {max}, not {value.GetRawText()}");
        return min;
    }

    public bool Flag(string name)
    {
        _known.Add(name);
        if (_element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Findings.Error(PathOf(name), "must be true or false");
        return false;
    }

    public bool OptionalFlag(string name)
    {
        return Has(name) && Flag(name);
    }

    /// <summary>A day as <c>2026-03-02</c>.</summary>
    public DateOnly Day(string name)
    {
        return ParseDay(Text(name), PathOf(name));
    }

    public DateOnly? OptionalDay(string name)
    {
        return Has(name) ? Day(name) : null;
    }

    /// <summary>The days of a list.</summary>
    public IReadOnlyList<DateOnly> OptionalDays(string name)
    {
        return [.. OptionalTexts(name).Select((text, index) => ParseDay(text, $"{PathOf(name)}[{index}]"))];
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> OptionalTexts(string name)
    {
        if (!Has(name) || Find(name, JsonValueKind.Array, "a list of texts") is not { } list)
        {
            return [];
        }

        List<string> texts = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
            else
            {
                Findings.Error($"{PathOf(name)}[{texts.Count}]", "must be a text");
                return texts;
            }
        }

        return texts;
    }

    /// <summary>An object, or null with a finding.</summary>
    public JsonFields? Object(string name)
    {
        return Find(name, JsonValueKind.Object, "an object") is { } value ? new JsonFields(value, PathOf(name), Findings) : null;
    }

    public JsonFields? OptionalObject(string name)
    {
        return Has(name) ? Object(name) : null;
    }

    /// <summary>The objects of a list, which must not be empty.</summary>
    public IReadOnlyList<JsonFields> Objects(string name)
    {
        if (Find(name, JsonValueKind.Array, "a list of objects") is not { } list)
        {
            return [];
        }

        if (list.GetArrayLength() == 0)
        {
            Findings.Error(PathOf(name), "must not be empty");
        }

        return ObjectsOf(name, list);
    }

    public IReadOnlyList<JsonFields> OptionalObjects(string name)
    {
        return Has(name) && Find(name, JsonValueKind.Array, "a list of objects") is { } list ? ObjectsOf(name, list) : [];
    }

    /// <summary>The names of all members.</summary>
    public IReadOnlyList<string> MemberNames()
    {
        return [.. _element.EnumerateObject().Select(member => member.Name)];
    }

    /// <summary>Whatever was not asked for is unknown. Called once all was read.</summary>
    public void RefuseOthers()
    {
        foreach (JsonProperty member in _element.EnumerateObject().Where(member => !_known.Contains(member.Name)))
        {
            Findings.Error(PathOf(member.Name), $"is not known here; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private List<JsonFields> ObjectsOf(string name, JsonElement list)
    {
        List<JsonFields> objects = [];
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            string path = $"{PathOf(name)}[{index++}]";
            if (item.ValueKind == JsonValueKind.Object)
            {
                objects.Add(new JsonFields(item, path, Findings));
            }
            else
            {
                Findings.Error(path, "must be an object");
            }
        }

        return objects;
    }

    private JsonElement? Find(string name, JsonValueKind kind, string what)
    {
        _known.Add(name);
        if (_element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind)
        {
            return value;
        }

        Findings.Error(PathOf(name), value.ValueKind == JsonValueKind.Undefined ? $"is missing: {what}" : $"must be {what}, not {value.GetRawText()}");
        return null;
    }

    private bool HasGoodLength(string name, string text)
    {
        bool isGood = text.Trim().Length > 0 && text.Length <= TextLengthMax;
        if (!isGood)
        {
            Findings.Error(PathOf(name), $"must not be empty, nor longer than {TextLengthMax} characters");
        }

        return isGood;
    }

    private decimal Number(JsonElement value, string path, int decimals, decimal max)
    {
        if (value.TryGetDecimal(out decimal number) && number >= 0 && number <= max && decimal.Round(number, decimals) == number)
        {
            return number;
        }

        Findings.Error(path, $"must be from 0 to {max} with at most {decimals} decimals, not {value.GetRawText()}");
        return 0;
    }

    private DateOnly ParseDay(string text, string path)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && Billing.Moments.IsKnownYear(day.Year))
        {
            return day;
        }

        if (text.Length > 0)
        {
            Findings.Error(path, $"must be a day as 2026-03-02, not '{text}'");
        }

        return new DateOnly(Billing.Moments.FirstYear, 1, 1);
    }
}
