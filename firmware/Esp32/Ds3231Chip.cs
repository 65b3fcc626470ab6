using System;
using System.Device.I2c;
using nanoFramework.Hardware.Esp32;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Ds3231;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// A DS3231 on the first I2C bus. Its registers are read here and not by nanoFramework's own binding, which does not tell whether the
/// oscillator has stood still. A bus that fails is a clock that shows no time.
/// </summary>
internal sealed class Ds3231Chip : IClockChip
{
    private const int Bus = 1;

    // A second may end between setting the time and reading it back.
    private const long SetWithinMs = 1000;

    private readonly I2cDevice _device;
    private readonly byte[] _registers = new byte[Ds3231Registers.Count];
    private readonly byte[] _first = new byte[1];

    // Number of the first register, then what goes into it and those behind it.
    private readonly byte[] _time = new byte[1 + Ds3231Registers.TimeCount];
    private readonly byte[] _control =
        { Ds3231Registers.Control, Ds3231Registers.ControlValue, Ds3231Registers.StatusValue };

    public Ds3231Chip(BatteryClockSettings settings)
    {
        Configuration.SetPinFunction(settings.SdaPin, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(settings.SclPin, DeviceFunction.I2C1_CLOCK);
        _device = I2cDevice.Create(new I2cConnectionSettings(Bus, Ds3231Registers.BusAddress, I2cBusSpeed.StandardMode));
    }

    public long Read()
    {
        try
        {
            I2cTransferResult result = _device.WriteRead(_first, _registers);
            return result.Status == I2cTransferStatus.FullTransfer ? Ds3231Registers.ReadUnixMs(_registers) : Ds3231Registers.NoTimeMs;
        }
        catch (Exception)
        {
            // Whatever the driver did not like, there is no time.
            return Ds3231Registers.NoTimeMs;
        }
    }

    public bool SetTo(long unixMs)
    {
        Ds3231Registers.WriteTime(unixMs, _time, 1);

        // The time first: the status, written after it, says that it is good.
        if (!TryWrite(_time) || !TryWrite(_control))
        {
            return false;
        }

        long shownMs = Read();
        return shownMs >= unixMs && shownMs <= unixMs + SetWithinMs;
    }

    private bool TryWrite(byte[] bytes)
    {
        try
        {
            return _device.Write(bytes).Status == I2cTransferStatus.FullTransfer;
        }
        catch (Exception)
        {
            // As in reading.
            return false;
        }
    }
}
