using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Metering;

/// <summary>The media by their names on the wire.</summary>
public static class Media
{
    internal static readonly WireNames Names = new WireNames("electricity", "water", "gas");

    /// <exception cref="ArgumentOutOfRangeException">The medium is not a member.</exception>
    public static string NameOf(Medium medium)
    {
        return Names.Of((int)medium);
    }

    /// <summary>Name of the member that holds a register of this medium; it carries the unit.</summary>
    public static string RegisterMemberOf(Medium medium)
    {
        return medium == Medium.Electricity ? "register_wh" : "register_l";
    }

    /// <summary>Name of the member that says where a register of this medium starts again from 0.</summary>
    public static string RolloverMemberOf(Medium medium)
    {
        return medium == Medium.Electricity ? "rollover_wh" : "rollover_l";
    }
}
