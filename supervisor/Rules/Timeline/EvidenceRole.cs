namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>Why a record is evidence on an instant.</summary>
public enum EvidenceRole
{
    /// <summary>The newest fact before the instant that speaks against protection: a cut loop, a bypass, a state.</summary>
    Cause,

    /// <summary>A span: it says how the stretch was that the instant lies in.</summary>
    Span,

    /// <summary>One of two heartbeats in a row that vouch for the time between them.</summary>
    Heartbeat,

    /// <summary>The newest that was made before an instant of which nothing is known.</summary>
    LastBefore,

    /// <summary>The first that was made after it.</summary>
    FirstAfter,
}
