namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>
/// What was measured by hand on nanoCLR, once: it is not built here, so these figures do not follow the code. The runtime was nf-interpreter at
/// the commit below for POSIX with 32 bits, whose objects are those of the chips, with a counter in its loop; nanoFramework's libraries and its
/// metadata processor were compiled from their sources. The node was that of <see cref="FootprintRun"/>.
/// </summary>
internal static class NanoClrFigures
{
    public const string RuntimeCommit = "a3e8139a1";
    public const string Date = "28 November 2026";
    public const int SharedTests = 1228;

    // Instructions of Core and Node, and of nanoFramework's libraries besides.
    public const int RecordInstructions = 3969;
    public const int RecordLibraryInstructions = 4;
    public const int IdleInstructions = 1421;
    public const int IdleLibraryInstructions = 0;
    public const int AcknowledgementBytes = 234;
    public const int AcknowledgementInstructions = 15_705;
    public const int AcknowledgementLibraryInstructions = 4;

    // A garbage collection each simulated minute of the day; the smallest heap is that in which the day ends, to 250 bytes.
    public const int LiveBytes = 56_340;
    public const int SmallestHeapBytes = 91_562;
    public const int SmallestHeapTableBytes = 17_200;

    public const int ConvertedBytes = 186_708;
    public const int TableBytes = 14_004;
    public const int LibraryCount = 24;
    public const int LibraryConvertedBytes = 262_324;
    public const int LibraryTableBytes = 25_612;
    public const int StartBytes = 13_644;

    // IL and strings of the three assemblies, as counted here, when the tables were measured.
    private const int CodeBytes = 155_342;

    /// <summary>RAM for the tables of an assembly, as a share of its code.</summary>
    public const double TablesOfCode = TableBytes / (double)CodeBytes;
}
