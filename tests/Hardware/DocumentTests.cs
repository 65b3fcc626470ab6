using System.Globalization;
using System.Text.RegularExpressions;
using Wugang.Firmware.Core.Config;
using Wugang.Hardware.Checks;

namespace Wugang.Tests.Hardware;

/// <summary>What the guides name is on the board.</summary>
[TestClass]
public sealed partial class DocumentTests
{
    private static readonly Schematic Board = TestFolder.ReadTexts(TestFolder.Original);
    private static readonly string[] Guides = ["build", "wire", "commission", "maintain", "first-build"];

    [TestMethod]
    public void EveryPartThatADocumentNamesIsOnTheBoard()
    {
        HashSet<string> onBoard = [.. Board.Parts.Select(part => part.Designator)];

        string[] unknown = [.. Documents().SelectMany(file => Designator().Matches(File.ReadAllText(file))
            .Select(match => match.Value)
            .Where(name => !onBoard.Contains(name))
            .Select(name => $"{Path.GetFileName(file)}: {name}"))];

        Assert.IsEmpty(unknown, string.Join('\n', unknown));
    }

    [TestMethod]
    [DataRow("wire.md")]
    [DataRow("wire.zh-CN.md")]
    public void EveryTerminalIsInTheWiringGuide(string guide)
    {
        string text = File.ReadAllText(GuidePath(guide));

        string[] missing = [.. Board.Parts.Select(part => part.Designator).Where(name => name[0] == 'J' && name[1] != 'P' && !text.Contains(name, StringComparison.Ordinal))];

        Assert.IsEmpty(missing, string.Join(' ', missing));
    }

    [TestMethod]
    [DataRow("breadboard/README.md")]
    [DataRow("breadboard/README.zh-CN.md")]
    public void TheBreadboardsPartsAreAtThePinsOfItsBoardFile(string name)
    {
        BoardFile file = BoardFile.Parse(File.ReadAllBytes(TestFolder.Original.PathOf("../firmware/Esp32/Boards/breadboard.json")));
        int[] inFirmware = [.. file.PinUses().Select(use => use.Gpio).Where(gpio => gpio != SetupPins.Button && gpio != WatchdogPins.Kick).Order()];

        int[] inTable = [.. TestFolder.Original.Read(name).Split('\n')
            .Select(line => line.Split('|'))
            .Where(cells => cells.Length == 6)
            .SelectMany(cells => Number().Matches(cells[4]).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)))
            .Distinct().Order()];

        CollectionAssert.AreEqual(inFirmware, inTable);
    }

    [TestMethod]
    public void TheNotesOnTheSheetsSayWhatIsComputed()
    {
        BatteryCircuit battery = BatteryCircuit.Read(Board);
        string fullScale = Volts(LoopCircuit.OfZone(Board, 1).TerminalFullScaleMv, 2);

        Assert.Contains($"Full scale: {fullScale} at the terminal", TestFolder.Original.Read("sheets/06-loops.sch"));
        Assert.Contains($"Full scale: {fullScale} at the terminal", TestFolder.Original.Read("sheets/07-loops.sch"));
        string sheet = TestFolder.Original.Read("sheets/02-battery.sch");
        Assert.Contains($"bus above {Volts(battery.BusCutOffMv, 1)}, input above {Volts(battery.MainsMv, 1)}", sheet);
        Assert.Contains($"Battery voltage, {Volts(battery.FullScaleMv, 0)} full scale", sheet);
        Assert.Contains($"({Volts(battery.CutOffMv, 1)} at the battery)", sheet);
    }

    private static string Volts(double millivolts, int decimals)
    {
        return Table.Number(millivolts / 1000, decimals) + " V";
    }

    private static IEnumerable<string> Documents()
    {
        return Guides.SelectMany(guide => new[] { GuidePath(guide + ".md"), GuidePath(guide + ".zh-CN.md") })
            .Concat(Directory.GetFiles(TestFolder.Original.PathOf("calculations"), "*.md"))
            .Append(TestFolder.Original.PathOf("pin-reasons.csv"));
    }

    private static string GuidePath(string name)
    {
        return TestFolder.Original.PathOf("../docs/guides/" + name);
    }

    [GeneratedRegex(@"\b(BT|BZ|JP|RV|SW|[CDFJKLQRU])\d{3,4}\b")]
    private static partial Regex Designator();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
