using System.Device.Gpio;
using System.Threading;
using nanoFramework.Runtime.Native;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's parts by which a phone sets the node up.</summary>
internal sealed class Esp32SetupBoard : ISetupBoard
{
    private readonly GpioController _gpio = new GpioController();
    private readonly MonotonicClock _monotonic;
    private readonly AutoResetEvent _wake;

    public Esp32SetupBoard(
        IStorage storage, ISetupReader reader, BleRadio radio, MonotonicClock monotonic, AutoResetEvent wake)
    {
        _monotonic = monotonic;
        _wake = wake;
        Storage = storage;
        Reader = reader;
        Phones = new BlePhoneServer(radio, wake);
        Wifi = new WifiStation(wake);
    }

    public string ChipName
    {
        get { return SystemInfo.TargetName; }
    }

    public IStorage Storage { get; }

    public IPhoneServer Phones { get; }

    public IWifi Wifi { get; }

    public ISetupReader Reader { get; }

    public IDigitalInput OpenInput(int pin)
    {
        return new GpioInput(_gpio, pin, _monotonic, _wake);
    }

    public IDigitalOutput OpenOutput(int pin)
    {
        return new GpioOutput(_gpio, pin);
    }
}
