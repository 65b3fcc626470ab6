namespace Wugang.Supervisor.Rules;

/// <summary>Whether something was protected (设防) at an instant. Ordered: of several, the highest counts.</summary>
public enum VerdictState
{
    /// <summary>Verified evidence says so.</summary>
    Protected,

    /// <summary>No verified evidence. Silence is never protection.</summary>
    Unknown,

    /// <summary>Verified evidence says that it was not.</summary>
    NotProtected,
}
