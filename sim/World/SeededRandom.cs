namespace Wugang.Sim.World;

/// <summary>
/// Repeatable pseudo-random numbers (SplitMix64, Steele, Lea and Flood 2014). Every part of the world draws from a
/// stream of its own, named after it, so that one part more, or one fault less, changes nothing elsewhere.
/// </summary>
public sealed class SeededRandom
{
    /// <summary>What a chance is counted in: one in a million.</summary>
    public const int Million = 1_000_000;

    private ulong _state;

    /// <param name="seed">The seed of the whole world.</param>
    /// <param name="stream">Name of the part that draws.</param>
    public SeededRandom(long seed, string stream)
    {
        unchecked
        {
            // FNV-1a, so that the streams of one seed have nothing in common.
            ulong name = 14695981039346656037;
            foreach (char character in stream)
            {
                name = (name ^ character) * 1099511628211;
            }

            _state = Mix((ulong)seed) ^ name;
        }
    }

    /// <summary>How often <see cref="Happens"/> has said yes.</summary>
    public long HappenedCount { get; private set; }

    /// <summary>A number from 0 to <paramref name="exclusiveMax"/> − 1, which must be one or more.</summary>
    public long Next(long exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (long)(NextBits() % (ulong)exclusiveMax);
    }

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>, both included.</summary>
    public long Between(long minimum, long maximum)
    {
        return minimum + Next(maximum - minimum + 1);
    }

    /// <summary>A number between the two, both above 0, of which each doubling is equally likely: seconds as often as hours.</summary>
    public long Scaled(long minimum, long maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        int doublings = 0;
        while (minimum << (doublings + 1) <= maximum)
        {
            doublings++;
        }

        long from = minimum << (int)Next(doublings + 1);
        return Between(from, Math.Min(2 * from, maximum));
    }

    /// <summary>Whether something happens that happens so many times in a million. Draws nothing where it never does.</summary>
    public bool Happens(int perMillion)
    {
        bool happens = perMillion > 0 && Next(Million) < perMillion;
        HappenedCount += happens ? 1 : 0;
        return happens;
    }

    /// <summary>Fills the buffer.</summary>
    public void Fill(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)(NextBits() >> 56);
        }
    }

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            return Mix(_state);
        }
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
