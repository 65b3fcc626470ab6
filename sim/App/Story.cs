using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.App;

/// <summary>
/// The people of the demonstration: parents at the gate, children at the doors, one panic drill. It begins again every
/// minute, but for the drill. Outside the opening hours, when the nodes set <c>full</c> by themselves, nobody comes.
/// </summary>
internal sealed class Story
{
    /// <summary>Sentences that are kept for the page.</summary>
    public const int LinesMax = 30;

    private const int RoundS = 60;

    private static readonly (int AtS, string Command, Saying What)[] Round =
    [
        (3, "open gate", new Saying("家长送孩子入园，大门打开", "A parent brings a child: the gate opens")),
        (7, "close gate", new Saying("大门关上", "The gate closes")),
        (9, "open activity_door", new Saying("孩子们进入活动室", "Children go into the activity room")),
        (12, "close activity_door", new Saying("活动室的门关上", "The activity room's door closes")),
        (32, "open utility_door", new Saying("保洁员进入设备间", "A cleaner goes into the utility room")),
        (37, "close utility_door", new Saying("设备间的门关上", "The utility room's door closes")),
        (45, "open gate", new Saying("送菜车到了，大门打开", "A delivery comes: the gate opens")),
        (52, "close gate", new Saying("大门关上", "The gate closes")),
    ];

    private static readonly (int AtS, string Command, Saying What)[] Drill =
    [
        (15, "press activity_panic", new Saying("演练：老师按下紧急按钮，警号响起", "Drill: a teacher presses the panic button and the siren sounds")),
        (25, "reset 02", new Saying("演练结束：转动复位钥匙", "End of the drill: the reset key is turned")),
    ];

    private static readonly Saying Closed = new(
        "现在不在开放时间：无人进出，节点自动完全设防", "Outside the opening hours: nobody comes, and the nodes set full by themselves");

    private readonly Site _site;
    private readonly TimeProvider _time;
    private readonly Schedule _openingHours;
    private readonly Lock _lock = new();
    private readonly LinkedList<Saying> _lines = [];

    public Story(Site site, Schedule openingHours, TimeProvider time)
    {
        _site = site;
        _time = time;
        _openingHours = openingHours;
    }

    /// <summary>Somebody did something.</summary>
    public event Action<Saying>? Told;

    /// <summary>What happened, newest first.</summary>
    public IReadOnlyList<Saying> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Notes something that somebody else did.</summary>
    public void Tell(Saying what)
    {
        string time = DateTime.Now.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Saying line = new($"{time} {what.Zh}", $"{time} {what.En}");
        lock (_lock)
        {
            _lines.AddFirst(line);
            if (_lines.Count > LinesMax)
            {
                _lines.RemoveLast();
            }
        }

        Told?.Invoke(line);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
        for (long second = 1; await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false); second++)
        {
            Play(second);
        }
    }

    private void Play(long second)
    {
        ClockReading now = ClockReading.At(_time.GetUtcNow().ToUnixTimeMilliseconds(), 0, ClockQuality.Sync);
        bool isOpen = _openingHours.At(now) == OpeningState.Open;
        if (second == 1 && !isOpen)
        {
            Tell(Closed);
        }

        if (!_site.Weather.HasPeople)
        {
            return;
        }

        IEnumerable<(int AtS, string Command, Saying What)> acts = Round.Where(act => isOpen && act.AtS == second % RoundS)
            .Concat(Drill.Where(act => act.AtS == second));
        foreach ((int _, string command, Saying what) in acts)
        {
            _site.Execute(command);
            Tell(what);
        }
    }
}
