using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A contact that a test opens (high) and closes (low).</summary>
internal sealed class FakeInput : IDigitalInput
{
    private readonly EdgeRing _edges = new EdgeRing();

    /// <summary>The level; set alone, its edge was missed.</summary>
    public bool IsHigh { get; set; }

    /// <summary>Changes the level with its edge.</summary>
    public void Change(bool isHigh, long atMs)
    {
        IsHigh = isHigh;
        _edges.Add(isHigh, atMs);
    }

    public bool TryTakeEdge(out bool isHigh, out long atMs)
    {
        return _edges.TryTake(out isHigh, out atMs);
    }
}
