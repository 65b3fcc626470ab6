namespace Wugang.Tests.Simulator;

/// <summary>The true time around a board, which a test moves.</summary>
internal sealed class WorldTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        return Now;
    }
}
