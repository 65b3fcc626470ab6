namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Who pays a price. 0 is never valid.</summary>
public enum CustomerGroup
{
    /// <summary>A household with a meter of its own (一户一表); a residential price.</summary>
    Household = 1,

    /// <summary>Several, or an institution that is granted the residential price, behind one meter (合表); a residential price.</summary>
    CombinedMeter = 2,

    /// <summary>Everybody else.</summary>
    NonResidential = 3,
}
