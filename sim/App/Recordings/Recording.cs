using System.Globalization;
using System.Text;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.App.Recordings;

/// <summary>Notes with its time what anybody does in the building, from the start on, and writes it as a scenario.</summary>
internal sealed class Recording
{
    /// <summary>Acts that are kept: the people of the story do so many in two days. Later ones are not recorded.</summary>
    public const int ActsMax = 20_000;

    private readonly Lock _lock = new();
    private readonly Site _site;
    private readonly TimeProvider _time;
    private readonly ScenarioActs _acts;
    private readonly DateTimeOffset _start;
    private readonly List<(DateTimeOffset At, Line Line)> _lines = [];

    /// <summary>One line without its time: an act, or a comment.</summary>
    private sealed record Line(string Text, bool IsAct);

    /// <param name="site">The building, before its nodes have power.</param>
    /// <param name="time">What the time of day is.</param>
    public Recording(Site site, TimeProvider time)
    {
        (_site, _time, _acts) = (site, time, new ScenarioActs(site));
        _start = Now;
        site.Done += Note;
        foreach (VirtualNode node in site.Nodes)
        {
            node.Commands.Heard += command => Add([ScenarioActs.Translate(command, node.Id) is { } act
                ? new Line(act, IsAct: true)
                : new Line($"command {command.Act} {node.Id.Node}: its text holds a quote", IsAct: false)]);
            node.Commands.Configured += (text, by) => Add([ScenarioUpdate.Translate(node, text, by) is { } act
                ? new Line(act, IsAct: true)
                : new Line($"a configuration was sent to {node.Id.Node} that is not good, or changes more than scenarios can say", IsAct: false)]);
        }
    }

    /// <summary>Acts so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _lines.Count;
            }
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow().ToOffset(Moment.UtcOffset);

    /// <summary>A name for the file.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"simulator-{Now:yyyyMMdd-HHmmss}.scenario");

    /// <summary>The scenario.</summary>
    public string Write()
    {
        StringBuilder text = new();
        AppendHead(text);
        lock (_lock)
        {
            DateTimeOffset day = _start;
            foreach ((DateTimeOffset at, Line line) in _lines)
            {
                for (; day.Date < at.Date; day = day.AddDays(1))
                {
                    text.Append("next day\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{(line.IsAct ? "" : "# ")}{at:HH:mm:ss.fff} {line.Text}\n");
            }

            if (_lines.Count == ActsMax)
            {
                text.Append("# What came later was not recorded.\n");
            }
        }

        foreach (VirtualNode node in _site.Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"finally expect stored {node.Id.Node}\n");
        }

        return text.ToString();
    }

    private void Note(string[] words)
    {
        IReadOnlyList<string> acts = _acts.Translate(words);
        Add(acts.Count > 0
            ? [.. acts.Select(act => new Line(act, IsAct: true))]
            : [new Line($"{string.Join(' ', words)}: scenarios have nothing of the kind", IsAct: false)]);
    }

    private void Add(IReadOnlyList<Line> lines)
    {
        lock (_lock)
        {
            // Times do not run backwards, whatever this computer's clock does.
            DateTimeOffset at = _lines.Count > 0 && _lines[^1].At > Now ? _lines[^1].At : Now;
            _lines.AddRange(lines.Take(ActsMax - _lines.Count).Select(line => (at, line)));
        }
    }

    private void AppendHead(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# What was done in the simulator from {_start:yyyy-MM-dd HH:mm} on\n");
        text.Append("# Every node begins anew and set up, as it was mounted.\n");
        text.Append("clause P1\n");
        text.Append(CultureInfo.InvariantCulture, $"start {_start:yyyy-MM-dd HH:mm:ss.fff}\n");
        foreach (VirtualNode node in _site.Nodes)
        {
            text.Append('\n').AppendJoin('\n', ScenarioHead.LinesOf(node.Settings)).Append('\n');
        }

        text.Append('\n');
    }
}
