using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>The serial line at a board's UART; nothing answers on it.</summary>
public sealed class WorldSerialLine : IByteBus
{
    public void Configure(LineSettings settings)
    {
    }

    public void Write(byte[] buffer, int offset, int count)
    {
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        return 0;
    }
}
