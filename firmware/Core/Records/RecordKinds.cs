using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>The kinds by their names on the wire.</summary>
public static class RecordKinds
{
    private static readonly string[] Names = { "boot", "zone", "meter", "command", "heartbeat" };

    /// <exception cref="ArgumentOutOfRangeException">The kind is not a member.</exception>
    public static string NameOf(RecordKind kind)
    {
        if (kind < RecordKind.Boot || kind > RecordKind.Heartbeat)
        {
            throw new ArgumentOutOfRangeException(nameof(kind));
        }

        return Names[(int)kind - 1];
    }

    /// <summary>The kind that the reader's current text names, or 0 if it names none.</summary>
    public static RecordKind Find(CanonicalReader reader)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (reader.IsText(Names[i]))
            {
                return (RecordKind)(i + 1);
            }
        }

        return 0;
    }
}
