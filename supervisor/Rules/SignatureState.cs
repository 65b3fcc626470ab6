namespace Wugang.Supervisor.Rules;

/// <summary>What a check of a signature found.</summary>
public enum SignatureState
{
    /// <summary>The key that it names made it over these very bytes.</summary>
    Good,

    /// <summary>That key did not make it over these bytes.</summary>
    Wrong,

    /// <summary>It names a key that the node does not have, or has no more.</summary>
    KeyUnknown,
}
