using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Node.Ports;

/// <summary>What a board must offer so that a phone can set its node up: an ESP32, or a board in a test.</summary>
public interface ISetupBoard
{
    /// <summary>What the chip calls itself.</summary>
    string ChipName { get; }

    IStorage Storage { get; }

    IPhoneServer Phones { get; }

    IWifi Wifi { get; }

    ISetupReader Reader { get; }

    /// <summary>A button between a GPIO and ground, with pull-up: pressed is low.</summary>
    IDigitalInput OpenInput(int pin);

    /// <summary>A GPIO that drives something; off at first.</summary>
    IDigitalOutput OpenOutput(int pin);
}
