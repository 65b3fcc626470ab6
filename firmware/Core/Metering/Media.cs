using System;

namespace Wugang.Firmware.Core.Metering;

/// <summary>The media by their names on the wire.</summary>
public static class Media
{
    private static readonly string[] Names = { "electricity", "water", "gas" };

    /// <exception cref="ArgumentOutOfRangeException">The medium is not a member.</exception>
    public static string NameOf(Medium medium)
    {
        if (medium < Medium.Electricity || medium > Medium.Gas)
        {
            throw new ArgumentOutOfRangeException(nameof(medium));
        }

        return Names[(int)medium - 1];
    }

    /// <summary>Name of the member that holds a register of this medium; it carries the unit.</summary>
    public static string RegisterMemberOf(Medium medium)
    {
        return medium == Medium.Electricity ? "register_wh" : "register_l";
    }

    /// <summary>The medium of this name, or 0 if there is none.</summary>
    public static Medium Find(string name)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i] == name)
            {
                return (Medium)(i + 1);
            }
        }

        return 0;
    }
}
