using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Metering;

/// <summary>The sources by their names on the wire.</summary>
public static class MeterSources
{
    private static readonly WireNames Names = new WireNames("pulse", "dlt645", "cjt188", "modbus", "bthome");

    /// <exception cref="ArgumentOutOfRangeException">The source is not a member.</exception>
    public static string NameOf(MeterSource source)
    {
        return Names.Of((int)source);
    }
}
