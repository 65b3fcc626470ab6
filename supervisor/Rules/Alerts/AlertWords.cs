using System.Text.Json;

namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>Names of kinds, states and changes in snake_case, as they are stored, told and asked for.</summary>
public static class AlertWords
{
    /// <summary>The name, e.g. <c>not_protected</c>.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum
    {
        return Names<T>.ByValue[value];
    }

    /// <summary>What has this name.</summary>
    /// <returns>False if nothing has.</returns>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        return Names<T>.ByName.TryGetValue(name, out value);
    }

    /// <summary>What has this name.</summary>
    /// <exception cref="ArgumentException">Nothing has.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum
    {
        return TryParse(name, out T value) ? value : throw new ArgumentException($"'{name}' is no {typeof(T).Name}.", nameof(name));
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static Dictionary<T, string> ByValue { get; } =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static Dictionary<string, T> ByName { get; } = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
