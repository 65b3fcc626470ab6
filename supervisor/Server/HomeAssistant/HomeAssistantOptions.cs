using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Server.HomeAssistant;

/// <summary>Where Home Assistant looks for what there is.</summary>
/// <param name="Prefix">Its discovery prefix.</param>
public sealed partial record HomeAssistantOptions(string Prefix)
{
    /// <summary>The prefix that it has unless somebody changes it.</summary>
    public const string UsualPrefix = "homeassistant";

    /// <exception cref="ArgumentException">The prefix is none; the message says what one is.</exception>
    public HomeAssistantOptions Check()
    {
        return PrefixText().IsMatch(Prefix)
            ? this
            : throw new ArgumentException("home_assistant.prefix has 1 to 64 characters of a-z, A-Z, 0-9, '_', '-' and '/', the first and the last no '/'.");
    }

    /// <summary>The topic on which Home Assistant hears of a node.</summary>
    public string TopicOf(string node)
    {
        return $"{Prefix}/device/{node}/config";
    }

    [GeneratedRegex(@"^(?!/)[A-Za-z0-9_/-]{1,64}(?<!/)\z")]
    private static partial Regex PrefixText();
}
