namespace Wugang.Firmware.Core;

/// <summary>
/// Repeatable pseudo-random numbers (xorshift32, Marsaglia 2003) that keep nodes from calling all at once. Not for secrets:
/// the board's own generator cannot be seeded, so a run could not be repeated with it.
/// </summary>
public sealed class JitterSequence
{
    private uint _state;

    public JitterSequence(uint seed)
    {
        _state = seed == 0 ? 2463534242 : seed;
    }

    /// <summary>A number from 0 to <paramref name="exclusiveMax"/> − 1, which must be one or more.</summary>
    public int Next(int exclusiveMax)
    {
        unchecked
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)(_state % (uint)exclusiveMax);
        }
    }
}
