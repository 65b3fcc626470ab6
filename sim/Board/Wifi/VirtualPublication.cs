namespace Wugang.Sim.Board;

/// <summary>A message that has left the chip or reached it.</summary>
/// <param name="IsSent">Whether the chip sent it.</param>
/// <param name="Topic">Where it was published.</param>
/// <param name="Payload">Its bytes.</param>
public sealed record VirtualPublication(bool IsSent, string Topic, byte[] Payload);
