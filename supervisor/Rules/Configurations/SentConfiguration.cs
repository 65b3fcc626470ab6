namespace Wugang.Supervisor.Rules.Configurations;

/// <summary>A configuration that was sent to a node.</summary>
/// <param name="UpdateId">Number of the update.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of its canonical form in base64url.</param>
/// <param name="ExpiresMs">Until when the node takes it, milliseconds since 1970 UTC.</param>
public sealed record SentConfiguration(long UpdateId, long Version, string Hash, long ExpiresMs)
{
    // A node answers at once; this is for the way of its record.
    private const long UnderWayMs = 10_000;

    /// <summary>How far it is, by what the node has said.</summary>
    /// <param name="inForce">What its newest start names; null before any.</param>
    /// <param name="change">Its newest record about a configuration; null before any.</param>
    /// <param name="answeredId">Highest number of an update that it has answered.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public ConfigurationProgress ProgressBy(ConfigurationInForce? inForce, ConfigurationChange? change, long answeredId, long nowMs)
    {
        if (answeredId < UpdateId)
        {
            return nowMs < ExpiresMs + UnderWayMs ? ConfigurationProgress.Sent : ConfigurationProgress.NoAnswer;
        }

        return inForce?.Hash == Hash ? inForce.OnTrial ? ConfigurationProgress.OnTrial : ConfigurationProgress.Kept
            : answeredId > UpdateId ? ConfigurationProgress.Replaced
            : change?.Result switch
            {
                "refused" => ConfigurationProgress.Refused,
                "accepted" => ConfigurationProgress.Accepted,
                "given_up" when change.Version == Version => ConfigurationProgress.GivenUp,
                _ => ConfigurationProgress.Replaced,
            };
    }
}
