using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// What a board must offer to its node: an ESP32, or a board in the virtual world. The node opens what its settings
/// name while it starts, each part once.
/// </summary>
public interface IBoard
{
    IClock Clock { get; }

    IStorage Storage { get; }

    IMac Mac { get; }

    IBlockCipher Cipher { get; }

    ITelemetryLink Link { get; }

    /// <summary>GPIO number behind each ADC channel of the chip, from channel 0.</summary>
    int[] PinOfChannel { get; }

    /// <summary>A contact between a GPIO and ground, with pull-up.</summary>
    IDigitalInput OpenInput(int pin);

    /// <summary>An ADC channel.</summary>
    IAnalogInput OpenAnalog(int channel);

    /// <summary>A meter's pulse output on a GPIO.</summary>
    IPulseInput OpenPulses(int pin);

    /// <summary>A UART with a serial line at it.</summary>
    IByteBus OpenSerial(SerialLineSettings line);

    /// <summary>A battery clock.</summary>
    IClockChip OpenClockChip(BatteryClockSettings battery);

    /// <summary>The radio as a listener to the advertisements of these sensors; it is a listener from then on.</summary>
    /// <param name="addresses">Bluetooth addresses as 48 bits, the byte that is written first highest.</param>
    AdvertisementRing OpenScanner(long[] addresses);

    /// <summary>A GPIO that drives something; off at first.</summary>
    IDigitalOutput OpenOutput(int pin);

    /// <summary>The buzzer beside the status LED; off at first.</summary>
    IDigitalOutput OpenBuzzer(int pin);
}
