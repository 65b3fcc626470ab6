namespace Wugang.Sim.Board;

/// <summary>The chip's flash, as far as the world around it can spoil it.</summary>
public sealed class VirtualFlash
{
    private volatile bool _isFailing;

    internal VirtualFlash()
    {
    }

    /// <summary>Whether it refuses to write; what is on it can be read.</summary>
    public bool IsFailing
    {
        get => _isFailing;
        set => _isFailing = value;
    }
}
