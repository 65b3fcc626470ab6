using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Lets things happen again and again at random times, each from a stream of its own, until the end.</summary>
/// <param name="time">The world's time.</param>
/// <param name="seed">The world's seed.</param>
/// <param name="endMs">From when on nothing happens any more, milliseconds since 1970 UTC.</param>
internal sealed class Recurrence(VirtualTime time, long seed, long endMs)
{
    private const long WeekMs = 7L * 24 * 3600 * 1000;

    /// <summary>How often anything has happened that is counted as a fault.</summary>
    public long FaultCount { get; private set; }

    /// <summary>Until when everything goes on.</summary>
    public long EndMs => endMs;

    /// <summary>People's everyday doings: so many times a week on average.</summary>
    /// <param name="stream">Name of the stream of random numbers.</param>
    /// <param name="timesWeekly">How often; 0 for never.</param>
    /// <param name="act">What happens; it may draw from the stream.</param>
    public void Weekly(string stream, long timesWeekly, Action<SeededRandom> act)
    {
        if (timesWeekly > 0)
        {
            Plan(new SeededRandom(seed, stream), 2 * WeekMs / timesWeekly, act);
        }
    }

    /// <summary>Something that goes wrong so many times a week on average.</summary>
    /// <param name="stream">Name of the stream of random numbers.</param>
    /// <param name="timesWeekly">How often; 0 for never.</param>
    /// <param name="act">What happens; it may draw from the stream.</param>
    public void FaultWeekly(string stream, long timesWeekly, Action<SeededRandom> act)
    {
        Weekly(stream, timesWeekly, random =>
        {
            FaultCount++;
            act(random);
        });
    }

    private void Plan(SeededRandom random, long longestMs, Action<SeededRandom> act)
    {
        long atMs = time.NowMs + random.Between(1, longestMs);
        if (atMs < endMs)
        {
            time.At(atMs, () =>
            {
                act(random);
                Plan(random, longestMs, act);
            });
        }
    }
}
