using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>What is wrong with a tariff file is said by path, and no such file is priced by (clause P6).</summary>
[TestClass]
public sealed class TariffReaderTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(TariffFiles.Folder, "tariff.schema.json")));

    private const string First = "$.editions[0].classes";

    public static IEnumerable<object[]> Shipped => Directory.EnumerateFiles(TariffFiles.Folder, "*.json")
        .Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal))
        .Select(path => new object[] { Path.GetFileNameWithoutExtension(path) });

    [TestMethod]
    [DynamicData(nameof(Shipped))]
    public void WhatIsShippedIsUsableAndFitsTheSchema(string id)
    {
        byte[] document = File.ReadAllBytes(TariffFiles.PathOf(id));
        Findings findings = new();

        Tariff? tariff = TariffReader.Read(document, id, findings);

        Assert.IsNotNull(tariff, string.Join('\n', findings.All));
        Assert.AreEqual(id, tariff.Id);
        Assert.IsTrue(Schema.Evaluate(JsonSerializer.Deserialize<JsonElement>(document)).IsValid);
    }

    [TestMethod]
    public void PricesOfARealPlaceAreNotCalledVerifiedAndInventedOnesAreCalledInvented()
    {
        foreach (string id in Shipped.Select(row => (string)row[0]))
        {
            Tariff tariff = TariffReader.ReadFile(TariffFiles.PathOf(id));

            Assert.AreEqual(tariff.IsFictional, tariff.Editions.All(edition => edition.IsVerified), id);
            Assert.AreEqual(tariff.IsFictional, id.StartsWith("fictional-", StringComparison.Ordinal), id);
        }
    }

    [TestMethod]
    [DataRow("/editions/1/effective_from", "\"2026-07-03\"", "$.editions[1].effective_from", "leaves a gap: no price from 2026-07-01 to 2026-07-02")]
    [DataRow("/editions/1/effective_from", "\"2026-06-30\"", "$.editions[1].effective_from", "overlaps the edition before, which ends on 2026-06-30")]
    [DataRow("/editions/0/effective_to", null, "$.editions[0].effective_to", "is missing: the next edition begins on 2026-07-01")]
    [DataRow("/editions/0/effective_to", "\"2023-12-31\"", "$.editions[0].effective_to", "is before effective_from, 2024-01-01")]
    [DataRow("/editions/0/effective_from", "\"2024-02-30\"", "$.editions[0].effective_from", "must be a day as 2026-03-02, not '2024-02-30'")]
    [DataRow("/editions/0/effective_to", "\"9999-12-31\"", "$.editions[0].effective_to", "must be a day as 2026-03-02, not '9999-12-31'")]
    [DataRow("/editions/0/source", null, "$.editions[0].source", "is missing: a text")]
    [DataRow("/editions/0/source", "\"  \"", "$.editions[0].source", "must not be empty")]
    [DataRow("/editions/0/document", null, "$.editions[0].document", "without which nothing is verified")]
    [DataRow("/editions/0/verified", "\"yes\"", "$.editions[0].verified", "must be true or false")]
    [DataRow("/editions/0/classes/0/tiers/0/up_to", "260", First + "[0].tiers[1].up_to", "must be above 260, where the tier before ends: the tier is impossible")]
    [DataRow("/editions/0/classes/0/tiers/0/up_to", "0", First + "[0].tiers[0].up_to", "must be above 0")]
    [DataRow("/editions/0/classes/0/tiers/1/up_to", null, First + "[0].tiers[1].up_to", "is missing: only the last tier has no end")]
    [DataRow("/editions/0/classes/0/tiers/2/up_to", "900", First + "[0].tiers[2].up_to", "ends the last tier: there is no price beyond it")]
    [DataRow("/editions/0/classes/0/tiers/0/price", "-0.5", First + "[0].tiers[0].price", "must be from 0 to 10000")]
    [DataRow("/editions/0/classes/0/tiers/0/price", "\"0.5\"", First + "[0].tiers[0].price", "must be a number, not \"0.5\"")]
    [DataRow("/editions/0/classes/0/cycle", null, First + "[0].cycle", "is missing: a text")]
    [DataRow("/editions/0/classes/0/cycle", "\"week\"", First + "[0].cycle", "must be one of month, year, bill, not 'week'")]
    [DataRow("/editions/0/classes/0/color", "1", First + "[0].color", "is not known here")]
    [DataRow("/editions/0/classes/1/class", "\"residential\"", First + "[1].class", "'residential' comes twice with this voltage")]
    [DataRow("/editions/0/classes/2/tiers/0/prices/peak", null, First + "[2].tiers[0].prices.peak", "is missing: a number")]
    [DataRow("/editions/0/classes/2/tiers/0/prices/noon", "1", First + "[2].tiers[0].prices.noon", "is not known here")]
    [DataRow("/editions/0/classes/2/time_of_use/seasons/0/hours/1/from", "\"09:00\"", First + "[2].time_of_use.seasons[0].hours", "leave a gap: no period from 08:00 to 09:00")]
    [DataRow("/editions/0/classes/2/time_of_use/seasons/0/hours/1/from", "\"07:00\"", First + "[2].time_of_use.seasons[0].hours", "overlap: two periods from 07:00 to 08:00")]
    [DataRow("/editions/0/classes/2/time_of_use/seasons/0/hours/2/to", "\"23:59\"", First + "[2].time_of_use.seasons[0].hours", "leave a gap: no period from 23:59 to 24:00")]
    [DataRow("/editions/0/classes/2/time_of_use/seasons/0/hours/2/to", "\"08:00\"", First + "[2].time_of_use.seasons[0].hours[2].to", "a period over midnight is written as two")]
    [DataRow("/editions/0/classes/2/time_of_use/seasons/0/hours/0/period", "\"noon\"", First + "[2].time_of_use.seasons[0].hours[0].period", "'noon' is not among the periods")]
    [DataRow("/editions/0/classes/2/time_of_use/seasons/0/ranges/0/to", "\"12-30\"", First + "[2].time_of_use.seasons", "leave a gap: no season on 12-31")]
    [DataRow("/editions/0/classes/5/time_of_use/seasons/1/ranges/0/to", "\"09-01\"", First + "[5].time_of_use.seasons[2].ranges", "overlaps season 'summer' on 09-01")]
    [DataRow("/editions/0/classes/5/time_of_use/seasons/0/days", "[\"2026-02-17\"]", First + "[5].time_of_use.seasons", "overlap: two seasons name 2026-02-17")]
    [DataRow("/time_zone", "\"Asia/Wugang\"", "$.time_zone", "is no time zone that this machine knows")]
    [DataRow("/rounding", null, "$.rounding", "is missing: an object")]
    [DataRow("/editions", "[]", "$.editions", "must not be empty")]
    public void WhatIsWrongIsNamedByItsPath(string pointer, string? value, string path, string what)
    {
        Findings findings = new();

        Assert.IsNull(TariffReader.Read(Changed("fictional-electricity", pointer, value), "t.json", findings));

        Assert.IsTrue(
            findings.All.Any(found => found.IsError && found.Path == path && found.What.Contains(what, StringComparison.Ordinal)),
            string.Join('\n', findings.All));
    }

    [TestMethod]
    [DataRow("", "t.json: line 1: is no JSON")]
    [DataRow("{\"id\":\n1,", "t.json: line 2: is no JSON")]
    [DataRow("[]", "t.json must be a JSON object, not Array")]
    [DataRow("{\"id\":\"a\",\"id\":\"b\"}", "t.json is no JSON: Duplicate property 'id'")]
    public void WhatIsNoDocumentIsSaidSo(string text, string expected)
    {
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => TariffReader.Read(Encoding.UTF8.GetBytes(text), "t.json", new Findings()));

        StringAssert.StartsWith(fault.Message, expected);
    }

    [TestMethod]
    public void ADocumentWithoutNumberIsOnlyAdviceWhereNothingIsVerified()
    {
        Findings findings = new();

        Assert.IsNotNull(TariffReader.Read(File.ReadAllBytes(TariffFiles.PathOf("henan-electricity")), "t.json", findings));

        Assert.AreEqual("$.editions[0].document", findings.All.Single().Path);
        Assert.IsFalse(findings.HasError);
    }

    private static byte[] Changed(string id, string pointer, string? value)
    {
        JsonNode document = JsonNode.Parse(File.ReadAllText(TariffFiles.PathOf(id)))!;
        string[] parts = pointer.Split('/')[1..];
        JsonNode owner = parts[..^1].Aggregate(document, (node, part) => (node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)] : node[part])!);
        if (value is null)
        {
            owner.AsObject().Remove(parts[^1]);
        }
        else
        {
            owner[parts[^1]] = JsonNode.Parse(value);
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
