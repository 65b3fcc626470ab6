using CsCheck;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Core;

/// <summary>State machines against models that are too slow for a microcontroller and too simple to be wrong.</summary>
[TestClass]
public sealed class ModelProperties
{
    private const int DebounceMs = 5;

    [TestMethod]
    public void TheDebouncerAgreesWithLookingAtEveryMillisecond()
    {
        Gen.Bool.Array[1, 80].Sample(
            levels =>
            {
                Debouncer debouncer = new(DebounceMs, ZoneCondition.Normal);
                List<int> changes = [];
                for (int atMs = 0; atMs < levels.Length; atMs++)
                {
                    if (debouncer.Update(levels[atMs] ? ZoneCondition.Active : ZoneCondition.Normal, atMs))
                    {
                        changes.Add(atMs);
                    }
                }

                return changes.SequenceEqual(ModelChanges(levels));
            },
            iter: 50_000);
    }

    [TestMethod]
    public void NoPressThatHeldIsLostHoweverLateItsEdgesAreSeen()
    {
        // Clause S3: no missed alarm. Edges carry their own times; the step may come much later.
        Gen.Select(Gen.Int[0, 50], Gen.Int[DebounceMs, 200], Gen.Int[0, 10_000]).Sample(
            (pressedMs, heldMs, lateMs) =>
            {
                Debouncer debouncer = new(DebounceMs, ZoneCondition.Normal);
                int settled = 0;
                settled += debouncer.Update(ZoneCondition.Active, pressedMs) ? 1 : 0;
                settled += debouncer.Update(ZoneCondition.Normal, pressedMs + heldMs) ? 1 : 0;
                bool wasActive = debouncer.Condition == ZoneCondition.Active;
                settled += debouncer.Update(ZoneCondition.Normal, pressedMs + heldMs + DebounceMs + lateMs) ? 1 : 0;
                return wasActive && settled == 2 && debouncer is { Condition: ZoneCondition.Normal }
                    && debouncer.SinceMs == pressedMs + heldMs;
            },
            iter: 20_000);
    }

    /// <summary>The level changes at the first look at which it has been the same for the debounce time, and what it was is over.</summary>
    private static IEnumerable<int> ModelChanges(bool[] levels)
    {
        bool settled = false;
        for (int atMs = 0; atMs < levels.Length; atMs++)
        {
            int sinceMs = atMs - 1;
            while (sinceMs > 0 && levels[sinceMs - 1] == levels[atMs - 1])
            {
                sinceMs--;
            }

            if (atMs > 0 && levels[atMs - 1] != settled && atMs - sinceMs >= DebounceMs)
            {
                settled = levels[atMs - 1];
                yield return atMs;
            }
        }
    }
}
