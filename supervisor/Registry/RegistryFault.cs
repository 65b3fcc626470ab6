namespace Wugang.Supervisor.Registry;

/// <summary>Why something was not done.</summary>
public enum RegistryFault
{
    /// <summary>A value is not as it must be.</summary>
    NotGood = 1,

    /// <summary>There is nothing of that name.</summary>
    NotFound = 2,

    /// <summary>It is there already, or is in a state that does not allow it.</summary>
    Conflict = 3,
}
