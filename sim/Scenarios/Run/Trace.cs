using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>What happened, in order: every line counts in the hash, the newest are kept for the report of a failure.</summary>
public sealed class Trace
{
    /// <summary>Lines that are kept.</summary>
    public const int KeptLines = 20;

    private readonly VirtualTime _time;
    private readonly TextWriter? _output;
    private readonly Queue<string> _newest = new();
    private readonly TraceHash _hash = new();

    /// <param name="time">The world's time.</param>
    /// <param name="output">Where every line is written as well, or null.</param>
    public Trace(VirtualTime time, TextWriter? output)
    {
        _time = time;
        _output = output;
    }

    /// <summary>Stands for all that happened: the same seed gives the same number.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>The newest lines, oldest first.</summary>
    public IReadOnlyCollection<string> Newest => _newest;

    internal void Add(string what)
    {
        _hash.Add(_time.NowMs);
        _hash.Add(what);
        string line = $"{Moment.ToText(_time.NowMs)}  {what}";
        _output?.WriteLine(line);
        _newest.Enqueue(line);
        if (_newest.Count > KeptLines)
        {
            _newest.Dequeue();
        }
    }

    /// <summary>Lets bytes count in the hash that nobody needs to read.</summary>
    internal void AddBytes(ReadOnlySpan<byte> bytes)
    {
        _hash.Add(_time.NowMs);
        _hash.Add(bytes);
    }
}
