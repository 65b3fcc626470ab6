using System.Text;

namespace Wugang.Sim.App.Replays;

/// <summary>The newest lines of what happens in a replay. Written and read by its thread alone.</summary>
internal sealed class ReplayLog : TextWriter
{
    /// <summary>Lines that are kept.</summary>
    public const int LinesMax = 40;

    private readonly LinkedList<ReplayLine> _lines = [];
    private long _count;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReplayLine> Newest => [.. _lines];

    public override void WriteLine(string? value)
    {
        _lines.AddFirst(new ReplayLine(++_count, value ?? ""));
        if (_lines.Count > LinesMax)
        {
            _lines.RemoveLast();
        }
    }
}

/// <summary>A line of what happened.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">When, and what.</param>
internal sealed record ReplayLine(long Number, string Text);
