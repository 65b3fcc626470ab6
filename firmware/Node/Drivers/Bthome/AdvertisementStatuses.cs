using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>How advertisements are judged, by the words on the wire.</summary>
public static class AdvertisementStatuses
{
    private static readonly WireNames Names = new WireNames(
        "ok",
        "repeated",
        "other_version",
        "truncated",
        "unknown_object",
        "out_of_order",
        "bad_value",
        "plain",
        "no_key",
        "replayed",
        "forged",
        "flooded");

    /// <exception cref="ArgumentOutOfRangeException">The status is not a member.</exception>
    public static string NameOf(AdvertisementStatus status)
    {
        return Names.Of((int)status);
    }
}
