using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>How a read ended, by its words on the wire.</summary>
public static class ReadingStatuses
{
    private static readonly WireNames Names = new WireNames(
        "ok",
        "no_answer",
        "malformed",
        "bad_checksum",
        "wrong_address",
        "wrong_identifier",
        "other_edition",
        "meter_error",
        "not_decimal",
        "wrong_unit",
        "out_of_range",
        "line_busy");

    /// <exception cref="ArgumentOutOfRangeException">The status is not a member.</exception>
    public static string NameOf(ReadingStatus status)
    {
        return Names.Of((int)status);
    }
}
