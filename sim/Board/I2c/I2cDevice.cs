using nanoFramework.Hardware.Esp32;
using Wugang.Sim.Board;

namespace System.Device.I2c;

/// <summary>A device on one of the calling board's I2C buses, whose two pins must have been assigned.</summary>
public class I2cDevice : IDisposable
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private readonly VirtualI2cBus _bus;

    /// <exception cref="ArgumentException">The chip has no such bus, or its pins are not assigned.</exception>
    public I2cDevice(I2cConnectionSettings settings)
    {
        if (settings.BusId is < 1 or > VirtualI2cBuses.Count)
        {
            throw new ArgumentException($"The chip has no I2C bus {settings.BusId}.", nameof(settings));
        }

        PinFunctions pins = _cycle.StaticOf<PinFunctions>();
        int functions = (settings.BusId - 1) * (DeviceFunction.I2C2_DATA - DeviceFunction.I2C1_DATA);
        if (pins.Find(DeviceFunction.I2C1_DATA + functions) is not { } data
            || pins.Find(DeviceFunction.I2C1_CLOCK + functions) is not { } clock)
        {
            throw new ArgumentException($"The pins of I2C bus {settings.BusId} are not assigned.", nameof(settings));
        }

        ConnectionSettings = settings;
        _bus = _cycle.Board.I2c.At(data, clock);
    }

    public I2cConnectionSettings ConnectionSettings { get; }

    public static I2cDevice Create(I2cConnectionSettings settings)
    {
        return new I2cDevice(settings);
    }

    public I2cTransferResult Read(SpanByte buffer)
    {
        return Transfer([], buffer.Bytes);
    }

    public I2cTransferResult Write(SpanByte buffer)
    {
        return Transfer(buffer.Bytes, []);
    }

    /// <summary>Writes, then reads after a repeated start: nobody else has the bus in between.</summary>
    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
    {
        return Transfer(writeBuffer.Bytes, readBuffer.Bytes);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
    }

    private I2cTransferResult Transfer(ReadOnlySpan<byte> written, Span<byte> read)
    {
        _cycle.ThrowIfLost();
        return _bus.Transfer(ConnectionSettings.DeviceAddress, written, read)
            ? new I2cTransferResult(I2cTransferStatus.FullTransfer, written.Length + read.Length)
            : new I2cTransferResult(I2cTransferStatus.SlaveAddressNotAcknowledged, 0);
    }
}
