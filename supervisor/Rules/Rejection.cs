namespace Wugang.Supervisor.Rules;

/// <summary>Why a message was not believed. Shown and counted by its name in snake_case.</summary>
public enum Rejection
{
    /// <summary>Longer than the 2 kB that the wire allows.</summary>
    TooLarge,

    /// <summary>Not JSON at all.</summary>
    NotJson,

    /// <summary>JSON, but not in the one spelling that is signed.</summary>
    NotCanonical,

    /// <summary>A member is missing, is unknown, or holds what it may not.</summary>
    BadMember,

    /// <summary>A version of the format that is not known here.</summary>
    UnknownVersion,

    /// <summary>A topic below <c>safety/v1</c> that nodes do not use.</summary>
    UnknownTopic,

    /// <summary>A node that is not enrolled.</summary>
    UnknownNode,

    /// <summary>The message names another node than its topic.</summary>
    WrongTopic,

    /// <summary>The signature names no key of this node.</summary>
    UnknownKey,

    /// <summary>The signature is not of the key it names: bytes were changed, or made without the key.</summary>
    BadSignature,

    /// <summary>A number that was used before with other bytes.</summary>
    SequenceReused,

    /// <summary>A number beyond the next one: something before it has not come.</summary>
    SequenceGap,

    /// <summary>The link to the record before does not fit.</summary>
    BrokenChain,

    /// <summary>Says a time that has not come yet.</summary>
    TimeInFuture,

    /// <summary>A heartbeat or notice older than one that was seen.</summary>
    Replayed,

    /// <summary>A heartbeat that echoes no challenge of late: of a recorded day, not of now.</summary>
    Stale,

    /// <summary>A node of which nothing is believed for the time being, by a person's decision.</summary>
    NodeSuspended,
}
