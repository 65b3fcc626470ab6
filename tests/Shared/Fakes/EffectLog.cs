using System.Collections;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>
/// What the node did to its ports first, in order. It ends somewhere: nanoCLR moves nothing together for a list that grows, so one of
/// thousands finds no room between the texts that it holds.
/// </summary>
internal sealed class EffectLog
{
    private const int MaxEffects = 256;

    private readonly ArrayList _effects = new ArrayList();

    public int Count
    {
        get { return _effects.Count; }
    }

    public void Add(string effect)
    {
        if (_effects.Count < MaxEffects)
        {
            _effects.Add(effect);
        }
    }

    public void Clear()
    {
        _effects.Clear();
    }

    /// <summary>Place of the first effect that starts like this, or −1.</summary>
    public int IndexOf(string start)
    {
        for (int i = 0; i < _effects.Count; i++)
        {
            string effect = (string)_effects[i];
            if (effect.Length >= start.Length && effect.Substring(0, start.Length) == start)
            {
                return i;
            }
        }

        return -1;
    }
}
