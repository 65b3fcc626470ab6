namespace Wugang.Supervisor.Rules;

/// <summary>How a record joins what is stored before it.</summary>
public enum ChainPlace
{
    /// <summary>It is the node's first record.</summary>
    First,

    /// <summary>Its link is that of the record before it; of a heartbeat, that of the record it vouches for.</summary>
    Joined,

    /// <summary>The records before it are gone, and a signed loss says so.</summary>
    AfterLoss,

    /// <summary>The record before it is not stored, and no loss that was looked at says why.</summary>
    Missing,

    /// <summary>Its link is another than that of the record before it.</summary>
    Broken,
}
