namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>How yuan become whole fen.</summary>
/// <param name="OfLines">Each line is rounded; else only the sum is.</param>
/// <param name="Mode">Which way half a fen goes, or any part of one.</param>
public sealed record Rounding(bool OfLines, MidpointRounding Mode)
{
    private const int FenPerYuan = 100;

    /// <summary>The amount of a line, in yuan.</summary>
    public decimal LineOf(decimal yuan)
    {
        return OfLines ? decimal.Round(yuan, 2, Mode) : yuan;
    }

    /// <summary>The sum in fen.</summary>
    /// <exception cref="OverflowException">It is beyond 64 bits.</exception>
    public long FenOf(decimal yuan)
    {
        return (long)decimal.Round(yuan * FenPerYuan, 0, Mode);
    }
}
