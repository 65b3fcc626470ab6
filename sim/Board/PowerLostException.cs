namespace Wugang.Sim.Board;

/// <summary>
/// The board lost its mains while firmware of that power cycle was still running. It unwinds the firmware's
/// threads the way a power cut stops a chip; firmware neither catches it nor can prevent it.
/// </summary>
public sealed class PowerLostException : Exception
{
    public PowerLostException()
        : base("The virtual board has no power: this handle belongs to a power cycle that has ended.")
    {
    }
}
