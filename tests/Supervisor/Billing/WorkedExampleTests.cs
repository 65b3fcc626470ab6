using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Clause P6: prices are those of the tables in tests/Supervisor/tariffs, line by line and to the fen.</summary>
[TestClass]
public sealed class WorkedExampleTests
{
    public static IEnumerable<object[]> Examples => WorkedExample.FindAll().Select(example => new object[] { example.File, example.Line });

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void ThePriceIsThatOfTheExample(string file, int line)
    {
        WorkedExample example = WorkedExample.Read(file, line);

        Price price = Pricing.Of(example.Request, example.Series);

        Assert.AreEqual(example.Fen, price.TotalFen, example.Title);
        CollectionAssert.AreEqual(
            example.Products.ToArray(),
            price.Lines.Where(part => part.Kind != PriceLineKind.Minimum)
                .Select(part => ((decimal)part.Quantity / Tariff.BaseUnitsPerUnit, part.UnitPriceYuan)).ToArray(),
            example.Title);
        Assert.AreEqual(example.Yuan, price.Lines.Sum(part => part.AmountYuan), example.Title);
        Assert.AreEqual(example.Missing, price.Lines.SingleOrDefault(part => part.Kind == PriceLineKind.Minimum)?.AmountYuan, example.Title);
    }

    [TestMethod]
    public void ThereAreManyOfThemAndNoneIsPassedOver()
    {
        int rows = Directory.EnumerateFiles(WorkedExample.Folder, "*.md")
            .Sum(file => File.ReadLines(file).Count(line => line.StartsWith("| ", StringComparison.Ordinal)) - 1);

        Assert.AreEqual(rows, WorkedExample.FindAll().Count());
        Assert.IsGreaterThanOrEqualTo(40, rows);
    }

    [TestMethod]
    [DataRow("no reading at the change of months: by time, 24 of 48 hours each", 40_000)]
    [DataRow("a new price on 1 July without a reading then: by time, 15 of 30 days each", 200_000)]
    [DataRow("three days without readings change nothing where the price does not change", 0)]
    [DataRow("one minute between readings of a quarter of an hour: 16 of 250 Wh", 16)]
    public void WhatIsEstimatedIsMarked(string title, long estimated)
    {
        Price price = PriceOf(title);

        Assert.AreEqual(estimated, price.EstimatedQuantity);
        Assert.AreEqual(estimated, price.Lines.Sum(line => line.EstimatedQuantity));
    }

    [TestMethod]
    [DataRow("the same half, where the registers begin with it", "what was consumed in it before counts as 0")]
    [DataRow("a meter is replaced, nobody counted for an hour", "2026-01-16T10:00:00+08:00 and 2026-01-16T11:00:00+08:00")]
    public void WhatIsNotKnownIsSaid(string title, string expected)
    {
        Assert.Contains(expected, PriceOf(title).Notes.Single());
    }

    [TestMethod]
    [DataRow("the same half, where 150 kWh before it are said")]
    [DataRow("a meter is replaced, both are read at that moment")]
    public void WhereAllIsKnownNothingIsNoted(string title)
    {
        Assert.IsEmpty(PriceOf(title).Notes);
    }

    private static Price PriceOf(string title)
    {
        WorkedExample example = WorkedExample.FindAll()
            .Select(place => WorkedExample.Read(place.File, place.Line))
            .Single(found => found.Title == title);
        return Pricing.Of(example.Request, example.Series);
    }
}
