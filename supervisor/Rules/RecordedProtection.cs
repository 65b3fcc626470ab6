using Wugang.Firmware.Core;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>
/// Why a node does not count as protected by the facts in its journal: recomputed here, so that the node's own word
/// need not be taken for it.
/// </summary>
public sealed class RecordedProtection
{
    private const string SirenCircuit = "siren_circuit";
    private const string BatteryExhausted = "battery_exhausted";

    private readonly SortedDictionary<string, string> _zoneReasons = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _faults = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _bypassed = [];
    private string _state = "";
    private long _sequence;

    /// <summary>The reasons in order, as the wire spells them; none where no record speaks against protection.</summary>
    public IReadOnlyList<string> Reasons { get; private set; } = [];

    /// <summary>Takes in the next record of the journal, understood or not.</summary>
    public void Apply(VerifiedRecord record)
    {
        if (record.Sequence != _sequence + 1)
        {
            Forget(); // Records are lost that may have said that a fault ended.
        }

        _sequence = record.Sequence;
        switch (record.Content)
        {
            case RecordContent.Started started:
                Forget(); // What was seen before the start says nothing about now, until the node speaks again.
                _state = started.Protection;
                break;
            case RecordContent.ZoneChanged zone:
                ApplyZone(zone);
                break;
            case RecordContent.ProtectionChanged protection:
                (_state, _bypassed) = (protection.To, protection.Bypassed);
                break;
            case RecordContent.FaultChanged { Fault: SirenCircuit or BatteryExhausted } fault:
                _ = fault.HasBegun ? _faults.Add(fault.Fault) : _faults.Remove(fault.Fault);
                break;
            default:
                break; // Everything else speaks of other things.
        }

        Reasons = Find(_state, _zoneReasons.Values, _bypassed, _faults);
    }

    /// <summary>The reasons that a heartbeat's own lists give.</summary>
    /// <param name="beat">The heartbeat.</param>
    /// <param name="typeOf">The type of a zone, or null where it is not known.</param>
    public static IReadOnlyList<string> ReasonsOf(RecordContent.Beat beat, Func<string, string?> typeOf)
    {
        IEnumerable<string> zones = beat.Faults
            .Select(fault => fault.Split(':'))
            .Where(parts => parts.Length == 2)
            .Select(parts => ReasonOf(parts[1], typeOf(parts[1]), isFault: true, isActive: false))
            .Concat(beat.Active.Select(zone => ReasonOf(zone, typeOf(zone), isFault: false, isActive: true)))
            .OfType<string>();
        return Find(beat.Protection, zones, beat.Bypassed, beat.Faults);
    }

    private void Forget()
    {
        _zoneReasons.Clear();
        _faults.Clear();
        _bypassed = [];
        _state = "";
    }

    private void ApplyZone(RecordContent.ZoneChanged zone)
    {
        string? reason = ReasonOf(zone.Zone, zone.Type, zone.State.IsFault(), zone.State == ZoneState.Active);
        if (reason is null)
        {
            _zoneReasons.Remove(zone.Zone);
        }
        else if (_zoneReasons.ContainsKey(zone.Zone) || _zoneReasons.Count < Limits.MaxZones)
        {
            _zoneReasons[zone.Zone] = reason;
        }
    }

    private static string? ReasonOf(string zone, string? type, bool isFault, bool isActive)
    {
        return type is null || !ZoneStates.IsWatchedAtAllHours(type) ? null
            : isFault ? "zone_fault:" + zone
            : isActive && type == "tamper" ? "tamper:" + zone
            : null;
    }

    private static string[] Find(
        string state,
        IEnumerable<string> zoneReasons,
        IEnumerable<string> bypassed,
        IReadOnlyCollection<string> faults)
    {
        List<string> reasons = [.. zoneReasons, .. bypassed.Select(zone => "zone_bypassed:" + zone)];
        if (state is "none" or "test")
        {
            reasons.Add("protection_" + state);
        }

        if (faults.Contains(SirenCircuit))
        {
            reasons.Add("siren_circuit");
        }

        if (faults.Contains(BatteryExhausted))
        {
            reasons.Add("supply_exhausted");
        }

        return [.. reasons.Distinct().Order(StringComparer.Ordinal)];
    }
}
