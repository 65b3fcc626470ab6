using Wugang.Hardware.Checks;

namespace Wugang.Tests.Hardware;

/// <summary>The carrier board's files are in order, and each fault that may be in them is found and named.</summary>
[TestClass]
public sealed class BoardTests
{
    private const string ControllerSheet = "sheets/04-controller.sch";
    private const string Loops = "sheets/06-loops.sch";

    private static readonly Controller Board = Controller.Read(TestFolder.Original);

    [TestMethod]
    public void TheRuleCheckIsCleanAndAllFilesAgree()
    {
        Fault[] faults = [.. Review.Read(TestFolder.Original).FindAll()];

        Assert.IsEmpty(faults, string.Join<Fault>('\n', faults));
    }

    [TestMethod]
    [DataRow("N 7300 6400 7300 5800 4\n", "sheets/03-regulators.sch", "3V3")]
    [DataRow("N 2300 7100 2300 5350 4\n", Loops, "LOOP1_LINE")]
    public void AShortIsFound(string wire, string sheet, string shortedToGround)
    {
        using TestFolder planted = new();
        File.AppendAllText(planted.Folder.PathOf(sheet), wire);

        string[] faults = Texts(SchematicChecks.FindShorts(Schematic.Read(planted.Folder)));

        // Which of the two names the netlister keeps is its own affair.
        Assert.IsTrue(
            faults.Any(fault => fault.StartsWith($"net {shortedToGround}: is shorted", StringComparison.Ordinal)
                || fault.StartsWith("net GND: is shorted", StringComparison.Ordinal)),
            string.Join('\n', faults));
    }

    [TestMethod]
    public void TwoOutputsOnOneNetAreFoundByTheRuleCheckAndAsAPinTooMany()
    {
        using TestFolder planted = new();
        planted.Replace(ControllerSheet, "netname=STATUS_LED", "netname=SETUP_LAMP");
        planted.Replace(ControllerSheet, "netname=USB_DN\n", "netname=USB_DX\n");

        string[] faults = Texts(SchematicChecks.FindAll(planted.Folder, Schematic.Read(planted.Folder), Board));

        Assert.Contains(fault => fault.StartsWith("rule check: ERROR", StringComparison.Ordinal), faults, string.Join('\n', faults));
        Assert.Contains("net SETUP_LAMP: is at GPIO 38 and 47: one pin too many", faults);
        Assert.Contains(fault => fault.StartsWith("net USB_DX: has one end only, at U401.13", StringComparison.Ordinal), faults);
    }

    [TestMethod]
    public void APinOfTheMemoryIsNotToBeUsed()
    {
        Netlist netlist = Netlist.Parse("START nets\nBUZZER : U401 28, R507 1\n");

        Fault fault = SchematicChecks.FindPinClashes(netlist, Board).Single();

        Assert.AreEqual("GPIO 35: has net BUZZER, but belongs to the module's PSRAM", fault.ToString());
    }

    [TestMethod]
    [DataRow("part=R-10k", "part=", "names '', which is no row of parts.csv")]
    [DataRow("part=R-10k", "part=R-11k", "names 'R-11k', which is no row of parts.csv")]
    [DataRow("refdes=R620", "refdes=R610", "R610: is on sheets/06-loops.sch and sheets/06-loops.sch")]
    public void APartWithoutNumberOrWithTheNameOfAnotherIsFound(string old, string by, string expected)
    {
        using TestFolder planted = new();
        planted.Replace(Loops, old, by);

        string[] faults = Texts(SchematicChecks.FindPartsWithoutNumber(planted.ReadTexts()));

        Assert.Contains(fault => fault.Contains(expected, StringComparison.Ordinal), faults, string.Join('\n', faults));
    }

    [TestMethod]
    public void AWireThatLeavesTheBoxWithoutASuppressorIsFound()
    {
        using TestFolder planted = new();
        planted.Replace(Loops, "part=D-SMAJ15A", "part=D-BAV199");

        Assert.AreEqual(
            "J610: has LOOP1_LINE, which leaves the box without a suppressor",
            Texts(SchematicChecks.FindBareWires(planted.ReadTexts())).Single());
    }

    [TestMethod]
    [DataRow("Yageo,RC0603FR-0710KL", "Yageo,", "parts.csv, R-10k: needs manufacturer, number and alternate")]
    [DataRow("R-91k,", "R-92k,", "parts.csv, R-92k: is on no sheet: take it out")]
    public void ARowOfTheCatalogueThatIsNoGoodIsFound(string old, string by, string expected)
    {
        using TestFolder planted = new();
        planted.Replace("parts.csv", old, by);

        Assert.Contains(expected, Texts(SchematicChecks.FindPartsWithoutNumber(planted.ReadTexts())));
    }

    [TestMethod]
    [DataRow("sheets/05-people.sch", "value=4.7k", "value=2.2k", "sheets/05-people.sch: has changed since exports/05-people.svg was drawn")]
    [DataRow("exports/netlist.txt", "3V3: ", "3V4: ", "exports/netlist.txt: is not what the sheets give now")]
    [DataRow("exports/bom.csv", "DS3231SN#", "DS3231", "exports/bom.csv: is not what the sheets give now")]
    [DataRow("bom.md", "DS3231SN#", "DS3231", "bom.md: is not what the sheets give now")]
    [DataRow("pin-map.md", "| 21 |", "| 22 |", "pin-map.md: is not what the sheets give now")]
    [DataRow("calculations/loops.md", "| well | 2200 |", "| well | 2300 |", "calculations/loops.md: is not what the sheets give now")]
    public void WhatIsOlderThanItsSourceIsFoundByItsContent(string name, string old, string by, string expected)
    {
        using TestFolder planted = new();
        planted.Replace(name, old, by);
        BoardFile board = BoardFile.Parse(File.ReadAllBytes(planted.Folder.PathOf(Review.CarrierFile)));

        string fault = Texts(Exports.FindStale(planted.Folder, planted.ReadTexts(), Board, board)).Single();

        Assert.StartsWith(expected, fault);
    }

    private static string[] Texts(IEnumerable<Fault> faults)
    {
        return [.. faults.Select(fault => fault.ToString())];
    }
}
