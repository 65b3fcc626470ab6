namespace Wugang.Firmware.Core.Records;

/// <summary>How far the node knows the time. Never renumber, only append.</summary>
public enum ClockQuality : byte
{
    /// <summary>Never known since this boot; on the wire <c>none</c>.</summary>
    None = 0,

    /// <summary>Set by a time source and not older than its validity; on the wire <c>sync</c>.</summary>
    Sync = 1,

    /// <summary>Running on its own since the last sync; on the wire <c>hold</c>.</summary>
    Hold = 2,
}
