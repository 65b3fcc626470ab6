namespace Wugang.Tests.Mutations;

/// <summary>
/// Shows that the swarm can fail: each deliberate defect of mutations.txt is caught, and not by the luck of one seed only.
/// </summary>
[TestClass]
public class MutationTests
{
    private const int MaxSeeds = 100;
    private const int SeedsThatCatch = 2;
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
        MutatedSwarm swarm = SwarmBuild.Make(Mutation.ReadAll().Single(mutation => mutation.Name == name));

        List<(long Seed, string Invariant)> caught = await Task.Run(() => Find(swarm, MaxSeeds)).WaitAsync(Limit);

        TestContext.WriteLine($"{name}: {string.Join(", ", caught.Select(found => $"seed {found.Seed} {found.Invariant}"))}");
        Assert.HasCount(SeedsThatCatch, caught);
    }

    [TestMethod]
    public void TheSourcesAsTheyAreViolateNothing()
    {
        Assert.HasCount(0, Find(SwarmBuild.Make(null), MaxSeeds));
    }

    private static List<(long Seed, string Invariant)> Find(MutatedSwarm swarm, int maxSeeds)
    {
        List<(long Seed, string Invariant)> caught = [];
        for (long seed = 1; seed <= maxSeeds && caught.Count < SeedsThatCatch; seed++)
        {
            if (swarm.FindViolated(seed, Days, Nodes) is { } invariant)
            {
                caught.Add((seed, invariant));
            }
        }

        return caught;
    }
}
