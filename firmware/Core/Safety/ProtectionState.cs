namespace Wugang.Firmware.Core.Safety;

/// <summary>The state in which zones are watched (设防). Never renumber, only append; 0 is never valid.</summary>
public enum ProtectionState : byte
{
    /// <summary>Nothing is watched: only before the first settings.</summary>
    None = 1,

    /// <summary>Zones that are watched at all hours are; doors chime and may be held open only so long.</summary>
    Day = 2,

    /// <summary>Every zone is watched.</summary>
    Full = 3,

    /// <summary>As by day, with the siren silent, for at most <see cref="Limits.MaxTestS"/>.</summary>
    Test = 4,
}
