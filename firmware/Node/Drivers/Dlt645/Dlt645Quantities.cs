namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>The quantities that are known here, by data identifier. Energies are those of now, not of past months.</summary>
public static class Dlt645Quantities
{
    private const int MaxTariff = 63;
    private const int PhaseC = 3;

    private static readonly Dlt645Quantity[] Energies =
    {
        Dlt645Quantity.Family(0x00000000, "combined active energy", "kWh", Dlt645Form.SignedNumber, 4, 2, 0, MaxTariff),
        Dlt645Quantity.Family(0x00010000, "forward active energy", "kWh", Dlt645Form.Number, 4, 2, 0, MaxTariff),
        Dlt645Quantity.Family(0x00020000, "reverse active energy", "kWh", Dlt645Form.Number, 4, 2, 0, MaxTariff),
    };

    private static readonly Dlt645Quantity[] Others =
    {
        Dlt645Quantity.Family(0x00030000, "combined reactive energy 1", "kvarh", Dlt645Form.SignedNumber, 4, 2, 0, MaxTariff),
        Dlt645Quantity.Family(0x02010000, "voltage", "V", Dlt645Form.Number, 2, 1, 1, PhaseC),
        Dlt645Quantity.Family(0x02020000, "current", "A", Dlt645Form.SignedNumber, 3, 3, 1, PhaseC),
        Dlt645Quantity.Family(0x02030000, "active power", "kW", Dlt645Form.SignedNumber, 3, 4, 0, PhaseC),
        Dlt645Quantity.Family(0x02040000, "reactive power", "kvar", Dlt645Form.SignedNumber, 3, 4, 0, PhaseC),
        Dlt645Quantity.Family(0x02050000, "apparent power", "kVA", Dlt645Form.Number, 3, 4, 0, PhaseC),
        Dlt645Quantity.Family(0x02060000, "power factor", "", Dlt645Form.SignedNumber, 2, 3, 0, PhaseC),
        Dlt645Quantity.Single(0x02800002, "frequency", "Hz", Dlt645Form.Number, 2, 2),
        Dlt645Quantity.Single(0x02800007, "internal temperature", "°C", Dlt645Form.SignedNumber, 2, 1),
        Dlt645Quantity.Single(0x04000101, "date and weekday", "", Dlt645Form.Date, 4, 0),
        Dlt645Quantity.Single(0x04000102, "time", "", Dlt645Form.Time, 3, 0),
        Dlt645Quantity.Single(0x04000401, "address", "", Dlt645Form.Digits, 6, 0),
        Dlt645Quantity.Single(0x04000402, "meter number", "", Dlt645Form.Digits, 6, 0),
        Dlt645Quantity.Single(0x04000404, "rated voltage", "V", Dlt645Form.Text, 6, 0),
        Dlt645Quantity.Single(0x04000501, "state word 1", "", Dlt645Form.Bits, 2, 0),
        Dlt645Quantity.Single(0x04000502, "state word 2", "", Dlt645Form.Bits, 2, 0),
        Dlt645Quantity.Single(0x04000503, "state word 3", "", Dlt645Form.Bits, 2, 0),
        Dlt645Quantity.Single(0x04000504, "state word 4", "", Dlt645Form.Bits, 2, 0),
        Dlt645Quantity.Single(0x04000505, "state word 5", "", Dlt645Form.Bits, 2, 0),
        Dlt645Quantity.Single(0x04000506, "state word 6", "", Dlt645Form.Bits, 2, 0),
        Dlt645Quantity.Single(0x04000507, "state word 7", "", Dlt645Form.Bits, 2, 0),
    };

    /// <summary>The active energy of this identifier, of which a register can be made; null where it is none.</summary>
    public static Dlt645Quantity FindEnergy(uint identifier)
    {
        return FindIn(Energies, identifier);
    }

    /// <summary>The quantity of this identifier; null where it is not known here.</summary>
    public static Dlt645Quantity Find(uint identifier)
    {
        return FindIn(Energies, identifier) ?? FindIn(Others, identifier);
    }

    private static Dlt645Quantity FindIn(Dlt645Quantity[] quantities, uint identifier)
    {
        for (int i = 0; i < quantities.Length; i++)
        {
            if (quantities[i].Covers(identifier))
            {
                return quantities[i];
            }
        }

        return null;
    }
}
