namespace Wugang.Tests.Mutations;

/// <summary>
/// Shows that the swarm can fail: each deliberate defect of mutations.txt is caught, and not by the luck of one seed only.
/// </summary>
[TestClass]
public class MutationTests
{
    private const int MaxSeeds = 100;
    private const int SeedsThatCatch = 2;

    // Long runs of the sources as they are have a command of their own.
    private const int SeedsAsTheyAre = 12;
    private const int Days = 2;
    private const int Nodes = 2;

    // Longer than all seeds take: a defect that never comes to an end is not caught either.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static IEnumerable<object[]> Names => Mutation.ReadAll().Select(mutation => new object[] { mutation.Name });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task EveryDefectIsCaught(string name)
    {
        Mutation mutation = Mutation.ReadAll().Single(mutation => mutation.Name == name);
        MutatedSwarm swarm = SwarmBuild.Make(mutation);
        IEnumerable<long> seeds = mutation.Seeds.Concat(First(MaxSeeds)).Distinct();

        (long Seed, string Invariant)[] caught = await Task.Run(() => Find(swarm, seeds).Take(SeedsThatCatch).ToArray()).WaitAsync(Limit);

        TestContext.WriteLine($"{name}: {string.Join(", ", caught.Select(found => $"seed {found.Seed} {found.Invariant}"))}");
        Assert.HasCount(SeedsThatCatch, caught);
    }

    [TestMethod]
    public void TheSourcesAsTheyAreViolateNothing()
    {
        IEnumerable<long> seeds = Mutation.ReadAll().SelectMany(mutation => mutation.Seeds).Concat(First(SeedsAsTheyAre)).Distinct();

        Assert.IsEmpty(Find(SwarmBuild.Make(null), seeds).ToArray());
    }

    private static IEnumerable<long> First(int count)
    {
        return Enumerable.Range(1, count).Select(seed => (long)seed);
    }

    private static IEnumerable<(long Seed, string Invariant)> Find(MutatedSwarm swarm, IEnumerable<long> seeds)
    {
        return seeds.Select(seed => (seed, Invariant: swarm.FindViolated(seed, Days, Nodes)))
            .Where(found => found.Invariant is not null)
            .Select(found => (found.seed, found.Invariant!));
    }
}
