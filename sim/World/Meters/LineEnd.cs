namespace Wugang.Sim.World.Meters;

/// <summary>Something that hangs on a line: a board, a meter, an adapter.</summary>
public abstract class LineEnd
{
    /// <summary>Somebody else begins to speak.</summary>
    internal virtual void OnStarted(Transmission transmission)
    {
    }

    /// <summary>Somebody else has spoken.</summary>
    internal virtual void OnEnded(Transmission transmission)
    {
    }
}
