namespace Wugang.Supervisor.Rules.Alerts.Dc09;

/// <summary>What an alert is in the words of Contact ID (SIA DC-05), which alarm receiving centres know; docs/reference/alerts.md has the table.</summary>
/// <param name="Event">The event code, three digits.</param>
/// <param name="Zone">The zone that it is about; empty for the node as a whole.</param>
public sealed record ContactId(int Event, string Zone)
{
    private const int Tamper = 137;
    private const int ZoneTrouble = 380;

    /// <summary>The event that an alert is, or null where it is none for an alarm receiving centre.</summary>
    public static ContactId? Of(Alert alert)
    {
        return alert.Key.Kind switch
        {
            AlertKind.Alarm => OfAlarm(alert),
            AlertKind.Tamper => new ContactId(Tamper, alert.Key.Subject),
            AlertKind.NotProtected => OfReason(alert.Key.Subject),
            AlertKind.UnknownTooLong => new ContactId(350, ""),
            AlertKind.NodeFault => OfFault(alert.Key.Subject),
            AlertKind.Replay or AlertKind.Forgery or AlertKind.ChainBreak => new ContactId(Tamper, ""),
            AlertKind.MeterAnomaly or AlertKind.BadMessage => null,
            _ => throw new ArgumentOutOfRangeException(nameof(alert)),
        };
    }

    /// <summary>The data of an ADM-CID frame.</summary>
    /// <param name="account">The account.</param>
    /// <param name="isRestoral">Whether it is over.</param>
    /// <param name="group">Partition, 0 to 99: the node.</param>
    /// <param name="zoneNumber">Number of the zone, 0 to 999.</param>
    public string Write(string account, bool isRestoral, int group, long zoneNumber)
    {
        return $"#{account}|{(isRestoral ? 3 : 1)}{Event:D3} {group:D2} {zoneNumber:D3}";
    }

    private static ContactId? OfAlarm(Alert alert)
    {
        string[] words = alert.Detail.Split(' ');
        string[] causes = words[1..];
        bool isFault = causes is ["fault"];
        int? code = words[0] switch
        {
            "smoke" => isFault ? 373 : 110,
            "panic" => isFault ? 375 : 120,
            "gas_leak" => isFault ? ZoneTrouble : 151,
            "water_leak" => isFault ? ZoneTrouble : 154,

            // A door that is held open is the facility's own business.
            _ => isFault ? ZoneTrouble : causes is ["held_open"] ? null : 130,
        };
        return code is { } one ? new ContactId(one, alert.Key.Subject) : null;
    }

    private static ContactId? OfReason(string reason)
    {
        string[] parts = reason.Split(':');
        return parts[0] switch
        {
            "zone_fault" when parts.Length == 2 => new ContactId(ZoneTrouble, parts[1]),
            "zone_bypassed" when parts.Length == 2 => new ContactId(570, parts[1]),
            "protection_test" => new ContactId(607, ""),

            // The others are alerts of another kind as well.
            _ => null,
        };
    }

    private static ContactId? OfFault(string fault)
    {
        return fault switch
        {
            "mains" => new ContactId(301, ""),
            "battery_low" => new ContactId(302, ""),
            "battery_exhausted" => new ContactId(311, ""),
            "siren_circuit" => new ContactId(321, ""),
            "clock_disagrees" => new ContactId(626, ""),
            _ => null,
        };
    }
}
