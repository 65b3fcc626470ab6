namespace Wugang.Hardware.Checks;

/// <summary>All files of the hardware, read once, and everything that is checked of them.</summary>
public sealed class Review
{
    /// <summary>The firmware's board file of the carrier board, relative to the hardware's folder.</summary>
    public const string CarrierFile = "../firmware/Esp32/Boards/carrier.json";

    private readonly HardwareFolder _folder;
    private readonly Schematic _schematic;
    private readonly Controller _controller;
    private readonly BoardFile _board;

    private Review(HardwareFolder folder)
    {
        _folder = folder;
        _schematic = Schematic.Read(folder);
        _controller = Controller.Read(folder);
        _board = BoardFile.Parse(File.ReadAllBytes(folder.PathOf(CarrierFile)));
    }

    /// <exception cref="InvalidOperationException">A command of Lepton EDA is not there, or failed.</exception>
    /// <exception cref="FormatException">A file cannot be read.</exception>
    public static Review Read(HardwareFolder folder)
    {
        return new Review(folder);
    }

    /// <summary>Makes the drawings, netlist, bill of materials, pin map and computed tables anew.</summary>
    public void Export()
    {
        Exports.Write(_folder, _schematic, _controller, _board);
    }

    /// <summary>Every fault there is.</summary>
    public IEnumerable<Fault> FindAll()
    {
        return SchematicChecks.FindAll(_folder, _schematic, _controller)
            .Concat(FirmwareChecks.FindAll(_board, _schematic, _controller))
            .Concat(CalculationChecks.FindAll(_schematic))
            .Concat(Exports.FindStale(_folder, _schematic, _controller, _board));
    }
}
