using System;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// What is wrong with settings: one sentence for each fault, which begins with its path. Bounded: of more than
/// <see cref="Limits.MaxSettingsErrors"/> the last place says how many more there are.
/// </summary>
public sealed class SettingsErrors
{
    /// <summary>What is wrong with settings that ask for TLS where nothing says whom to believe.</summary>
    public const string NoAuthority = "broker.tls needs the CA certificate of the broker, as ca.pem on the node's flash drive";

    private readonly string[] _kept = new string[Limits.MaxSettingsErrors];

    /// <summary>What is wrong with a text that is not one object, or too long.</summary>
    public static string NoObject(string what, int maxBytes)
    {
        return what + " must be one JSON object of at most " + maxBytes.ToString() + " bytes";
    }

    /// <summary>How many faults were found, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>Notes a fault.</summary>
    /// <param name="path">Where it is, such as <c>zones[2].debounce_ms</c>.</param>
    /// <param name="requirement">What is required there, as the rest of a sentence.</param>
    public void Add(string path, string requirement)
    {
        if (Count < _kept.Length)
        {
            _kept[Count] = Clip(path + " " + requirement);
        }

        Count++;
    }

    /// <summary>The sentences in the order in which they were found; empty where nothing is wrong.</summary>
    public string[] ToArray()
    {
        string[] sentences = new string[Count < _kept.Length ? Count : _kept.Length];
        Array.Copy(_kept, 0, sentences, 0, sentences.Length);
        if (Count > _kept.Length)
        {
            sentences[sentences.Length - 1] = "and " + (Count - sentences.Length + 1).ToString() + " more";
        }

        return sentences;
    }

    private static string Clip(string sentence)
    {
        return sentence.Length > Limits.MaxSettingsErrorCharacters
            ? sentence.Substring(0, Limits.MaxSettingsErrorCharacters)
            : sentence;
    }
}
