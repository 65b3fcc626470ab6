namespace Wugang.Firmware.Node.Ports;

/// <summary>An input that is high or low: a contact. Edges are caught between two steps and kept with their time.</summary>
public interface IDigitalInput
{
    /// <summary>The level at this moment. A contact with pull-up that is open, or cut off, is high.</summary>
    bool IsHigh { get; }

    /// <summary>Takes the oldest edge that was not taken yet.</summary>
    /// <param name="isHigh">The level behind the edge.</param>
    /// <param name="atMs">When it came, in the monotonic milliseconds of the step.</param>
    /// <returns>False where there is none.</returns>
    bool TryTakeEdge(out bool isHigh, out long atMs);
}
