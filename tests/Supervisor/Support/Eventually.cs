using System.Diagnostics;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Waits for what should happen soon, and fails the test when it does not.</summary>
internal static class Eventually
{
    /// <summary>How long anything may take on a machine that does much else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task IsTrueAsync(Func<bool> condition, string what)
    {
        return IsTrueAsync(() => Task.FromResult(condition()), what);
    }

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Patience)
            {
                Assert.Fail($"Not within {Patience.TotalSeconds} s: {what}.");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until something reads as expected, and tells what it read at last when it does not.</summary>
    public static async Task ReadsAsync(string expected, Func<Task<string>> readAsync, string what)
    {
        string seen = "";
        Stopwatch waited = Stopwatch.StartNew();
        while ((seen = await readAsync()) != expected)
        {
            if (waited.Elapsed > Patience)
            {
                Assert.Fail($"Not within {Patience.TotalSeconds} s: {what}.\nExpected: {expected}\nSeen: {seen}");
            }

            await Task.Delay(Pause);
        }
    }
}
