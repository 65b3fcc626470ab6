namespace Wugang.Sim.Board;

/// <summary>Two wires with devices on them, by their addresses. They outlast power cuts of the chip.</summary>
public sealed class VirtualI2cBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, IVirtualI2cDevice> _devices = [];

    internal VirtualI2cBus()
    {
    }

    /// <summary>Solders a device on, in the place of the one that had its address.</summary>
    /// <param name="address">7 bits.</param>
    /// <param name="device">The device.</param>
    public void Attach(int address, IVirtualI2cDevice device)
    {
        lock (_gate)
        {
            _devices[address] = device;
        }
    }

    /// <summary>Takes a device off: nobody answers to its address then.</summary>
    public void Detach(int address)
    {
        lock (_gate)
        {
            _devices.Remove(address);
        }
    }

    /// <returns>Whether somebody answered.</returns>
    internal bool Transfer(int address, ReadOnlySpan<byte> written, Span<byte> read)
    {
        lock (_gate)
        {
            if (!_devices.TryGetValue(address, out IVirtualI2cDevice? device))
            {
                return false;
            }

            device.Transfer(written, read);
            return true;
        }
    }
}

/// <summary>A device on an I2C bus.</summary>
public interface IVirtualI2cDevice
{
    /// <summary>Takes what the chip writes and gives what it reads, between one start and one stop.</summary>
    void Transfer(ReadOnlySpan<byte> written, Span<byte> read);
}
