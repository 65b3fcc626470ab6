using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// What decides whether the node counts as protected, at one instant (clause P1): the state, and as bits the zones that
/// spoil it, bit 0 the first. An alarm of smoke or panic spoils nothing: it shows that the zone is watched.
/// </summary>
public readonly struct Assessment
{
    /// <param name="state">The protection state.</param>
    /// <param name="faulty">Zones that are watched at all hours and faulty.</param>
    /// <param name="bypassed">Zones that are bypassed.</param>
    /// <param name="tampered">Tamper zones that are active.</param>
    /// <param name="isSirenFaulty">Whether the siren's circuit is faulty.</param>
    /// <param name="isSupplyExhausted">Whether the battery will soon be empty.</param>
    public Assessment(
        ProtectionState state,
        int faulty,
        int bypassed,
        int tampered,
        bool isSirenFaulty,
        bool isSupplyExhausted)
    {
        State = state;
        Faulty = faulty;
        Bypassed = bypassed;
        Tampered = tampered;
        IsSirenFaulty = isSirenFaulty;
        IsSupplyExhausted = isSupplyExhausted;
    }

    public ProtectionState State { get; }

    /// <summary>Zones that are watched at all hours and faulty.</summary>
    public int Faulty { get; }

    public int Bypassed { get; }

    /// <summary>Tamper zones that are active.</summary>
    public int Tampered { get; }

    public bool IsSirenFaulty { get; }

    public bool IsSupplyExhausted { get; }

    public bool IsProtected
    {
        get
        {
            return (State == ProtectionState.Day || State == ProtectionState.Full)
                && (Faulty | Bypassed | Tampered) == 0
                && !IsSirenFaulty
                && !IsSupplyExhausted;
        }
    }

    /// <summary>Whether both say the same.</summary>
    public bool IsSameAs(Assessment other)
    {
        return State == other.State
            && Faulty == other.Faulty
            && Bypassed == other.Bypassed
            && Tampered == other.Tampered
            && IsSirenFaulty == other.IsSirenFaulty
            && IsSupplyExhausted == other.IsSupplyExhausted;
    }

    /// <summary>Writes the reasons why the node does not count as protected, as an array (wire format, "Reasons").</summary>
    /// <param name="json">Where to.</param>
    /// <param name="zones">The zones whose bits this holds.</param>
    /// <param name="maxZones">Most zones to name; the rest is left out.</param>
    public void WriteReasons(CanonicalWriter json, ZoneSet zones, int maxZones)
    {
        json.BeginArray();
        if (State == ProtectionState.None || State == ProtectionState.Test)
        {
            json.Text("protection_" + SafetyNames.Of(State));
        }

        int left = WriteZones(json, zones, "zone_fault:", Faulty, maxZones);
        left = WriteZones(json, zones, "zone_bypassed:", Bypassed, left);
        WriteZones(json, zones, "tamper:", Tampered, left);
        if (IsSirenFaulty)
        {
            json.Text(SafetyNames.Of(EquipmentFault.SirenCircuit));
        }

        if (IsSupplyExhausted)
        {
            json.Text("supply_exhausted");
        }

        json.EndArray();
    }

    /// <returns>How many zones may still be named.</returns>
    private static int WriteZones(CanonicalWriter json, ZoneSet zones, string word, int which, int maxZones)
    {
        int left = maxZones;
        for (int i = 0; i < zones.Count && left > 0; i++)
        {
            if ((which & (1 << i)) != 0)
            {
                json.Text(word + zones.At(i).Settings.Name);
                left--;
            }
        }

        return left;
    }
}
