namespace Wugang.Firmware.Core.Journal;

/// <summary>Kinds of the records that made room, kept over a loss of power until it is told: bit n for the kind of number n.</summary>
internal sealed class DroppedKinds
{
    private readonly Slot _slot;
    private readonly byte[] _kinds = new byte[sizeof(long)];

    public DroppedKinds(IStorage storage)
    {
        _slot = new Slot(storage, "dropped", _kinds.Length);
        _slot.Load(_kinds);
    }

    /// <summary>The kinds as bits.</summary>
    public int Value
    {
        get { return (int)LittleEndian.ReadInt64(_kinds, 0); }
    }

    /// <summary>Replaces them.</summary>
    public void Set(int kinds)
    {
        if (kinds != Value)
        {
            LittleEndian.WriteInt64(_kinds, 0, kinds);
            _slot.Save(_kinds);
        }
    }
}
