namespace Wugang.Supervisor.Rules;

/// <summary>Whether a zone is as it should be.</summary>
public enum ZoneState
{
    /// <summary>The node has not said since it started.</summary>
    Unknown,
    Normal,
    Active,
}
