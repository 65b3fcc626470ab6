namespace Wugang.Sim.World.Board;

/// <summary>The board lost power in the middle of what it did; whatever ran on it is gone.</summary>
public sealed class PowerLostException() : Exception("The board lost power.");
