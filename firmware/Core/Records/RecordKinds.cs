using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>The kinds by their names on the wire.</summary>
public static class RecordKinds
{
    private static readonly WireNames Names = new WireNames(
        "boot", "zone", "meter", "command", "heartbeat", "protection", "fault", "config", "span", "loss");

    /// <exception cref="ArgumentOutOfRangeException">The kind is not a member.</exception>
    public static string NameOf(RecordKind kind)
    {
        return Names.Of((int)kind);
    }

    /// <summary>The kind that the reader's current text names, or 0 if it names none.</summary>
    public static RecordKind Find(CanonicalReader reader)
    {
        return (RecordKind)Names.Find(reader);
    }
}
