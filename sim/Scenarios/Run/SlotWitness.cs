using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>Sees whether the flash itself may have spoilt a small value that a node keeps: then it goes on with the value before.</summary>
internal sealed class SlotWitness
{
    private readonly Dictionary<string, int> _turned = [];

    /// <param name="node">The node.</param>
    /// <param name="name">The slot's name.</param>
    /// <param name="copies">How often the value stands in its file: so many turned bits may spoil it.</param>
    public SlotWitness(WorldNode node, string name, int copies)
    {
        node.Board.Flash.Deleted += file => _turned.Remove(file);
        node.Board.Flash.Rotted += (file, _) =>
        {
            if (file.StartsWith(name + ".", StringComparison.Ordinal))
            {
                _turned[file] = _turned.GetValueOrDefault(file) + 1;
                IsSpoilt |= _turned[file] >= copies;
            }
        };
    }

    /// <summary>Whether that may have happened, ever.</summary>
    public bool IsSpoilt { get; private set; }
}
