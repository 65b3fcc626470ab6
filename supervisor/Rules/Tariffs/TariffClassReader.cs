
namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Reads the prices of one class of customers, and finds impossible tiers.</summary>
internal static class TariffClassReader
{
    /// <summary>Most places of a price in yuan behind the point.</summary>
    private const int PriceDecimals = 8;

    private const decimal PriceYuanMax = 10_000;
    private const decimal MinimumYuanMax = 1_000_000;
    private const decimal ThresholdMax = 1_000_000_000;

    // A threshold is whole in Wh or litres.
    private const int ThresholdDecimals = 3;

    public static TariffClass Read(JsonFields fields)
    {
        TimeOfUse? timeOfUse = fields.OptionalObject("time_of_use") is { } times ? TimeOfUseReader.Read(times) : null;
        IReadOnlyList<JsonFields> tierFields = fields.Objects("tiers");
        Tier[] tiers = [.. tierFields.Select(tier => ReadTier(tier, timeOfUse))];
        CheckTiers(tiers, tierFields);
        TariffClass read = new(
            fields.Text("class"),
            TariffReader.ReadName(fields),
            ReadGroup(fields),
            fields.OptionalText("voltage"),
            ReadCycle(fields, tiers.Length),
            fields.OptionalFlag("per_household"),
            tiers,
            timeOfUse,
            [.. fields.OptionalObjects("fees").Select(ReadFee)],
            fields.Has("minimum_charge") ? fields.Number("minimum_charge", 2, MinimumYuanMax) : 0);
        fields.RefuseOthers();
        return read;
    }

    private static CustomerGroup ReadGroup(JsonFields fields)
    {
        return fields.Word("group", "household", "combined_meter", "non_residential") switch
        {
            "combined_meter" => CustomerGroup.CombinedMeter,
            "non_residential" => CustomerGroup.NonResidential,
            _ => CustomerGroup.Household,
        };
    }

    private static TierCycle ReadCycle(JsonFields fields, int tierCount)
    {
        if (tierCount == 1 && !fields.Has("cycle"))
        {
            return TierCycle.Month;
        }

        return fields.Word("cycle", "month", "year", "bill") switch
        {
            "year" => TierCycle.Year,
            "bill" => TierCycle.Bill,
            _ => TierCycle.Month,
        };
    }

    private static Tier ReadTier(JsonFields fields, TimeOfUse? timeOfUse)
    {
        long? upTo = fields.Has("up_to")
            ? (long)(fields.Number("up_to", ThresholdDecimals, ThresholdMax) * Tariff.BaseUnitsPerUnit)
            : null;
        IReadOnlyList<decimal> prices = timeOfUse is null
            ? [fields.Number("price", PriceDecimals, PriceYuanMax)]
            : ReadPrices(fields, timeOfUse);
        fields.RefuseOthers();
        return new Tier(upTo, prices);
    }

    private static decimal[] ReadPrices(JsonFields fields, TimeOfUse timeOfUse)
    {
        if (fields.Object("prices") is not { } prices)
        {
            return [.. timeOfUse.Periods.Select(_ => 0m)];
        }

        decimal[] read = [.. timeOfUse.Periods.Select(period => prices.Number(period, PriceDecimals, PriceYuanMax))];
        prices.RefuseOthers();
        return read;
    }

    private static Fee ReadFee(JsonFields fields)
    {
        Fee fee = new(fields.Text("fee"), TariffReader.ReadName(fields), fields.Number("price", PriceDecimals, PriceYuanMax));
        fields.RefuseOthers();
        return fee;
    }

    private static void CheckTiers(Tier[] tiers, IReadOnlyList<JsonFields> fields)
    {
        for (int i = 0; i < tiers.Length; i++)
        {
            Findings findings = fields[i].Findings;
            string path = fields[i].PathOf("up_to");
            bool isLast = i == tiers.Length - 1;
            if (isLast && tiers[i].UpTo is not null)
            {
                findings.Error(path, "ends the last tier: there is no price beyond it; leave it out");
            }
            else if (!isLast && tiers[i].UpTo is null)
            {
                findings.Error(path, "is missing: only the last tier has no end");
            }

            long before = i == 0 ? 0 : tiers[i - 1].UpTo ?? 0;
            if (tiers[i].UpTo <= before)
            {
                findings.Error(path, $"must be above {(decimal)before / Tariff.BaseUnitsPerUnit}, where the tier before ends: the tier is impossible");
            }

            if (i > 0 && tiers[i].PricesYuan.Zip(tiers[i - 1].PricesYuan).Any(pair => pair.First < pair.Second))
            {
                findings.Advise(fields[i].Path, "is cheaper than the tier before it");
            }

            if (tiers[i].PricesYuan.Any(price => price == 0))
            {
                findings.Advise(fields[i].Path, "has a price of 0");
            }
        }
    }
}
