namespace Wugang.Supervisor.Rules.Configurations;

/// <summary>How far a configuration is that was sent to a node.</summary>
public enum ConfigurationProgress
{
    /// <summary>The node may still answer.</summary>
    Sent,

    /// <summary>It has not answered in time: it was not there, or a part was lost.</summary>
    NoAnswer,

    /// <summary>It does not take it, and says why.</summary>
    Refused,

    /// <summary>It takes it with its next start.</summary>
    Accepted,

    /// <summary>It runs with it, and waits for the supervisor's word on a record made under it.</summary>
    OnTrial,

    /// <summary>It runs with it for good.</summary>
    Kept,

    /// <summary>It went back to the last good one by itself.</summary>
    GivenUp,

    /// <summary>It runs with another that came later.</summary>
    Replaced,
}
