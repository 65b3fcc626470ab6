using System.Device.Gpio;
using System.Threading;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's own parts behind the ports.</summary>
internal sealed class Esp32Board : IBoard
{
    private readonly GpioController _gpio = new GpioController();
    private readonly AdcChannels _channels;
    private readonly MonotonicClock _monotonic;
    private readonly AutoResetEvent _wake;
    private readonly BleRadio _radio;

    public Esp32Board(
        NodeSettings settings,
        NodeKeys keys,
        byte[] authority,
        IStorage storage,
        AdcChannels channels,
        BleRadio radio,
        MonotonicClock monotonic,
        AutoResetEvent wake)
    {
        _channels = channels;
        _radio = radio;
        _monotonic = monotonic;
        _wake = wake;
        SystemClock clock = new SystemClock(monotonic);
        Clock = clock;
        Storage = storage;
        Mac = new HmacMac();
        PinOfChannel = channels.GetPins();
        Link = new MqttLink(settings, keys, authority, clock, new HandshakeGuard(storage), monotonic, wake);
    }

    public IClock Clock { get; }

    public IStorage Storage { get; }

    public IMac Mac { get; }

    public IBlockCipher Cipher { get; } = new AesCipher();

    public ITelemetryLink Link { get; }

    public int[] PinOfChannel { get; }

    public IDigitalInput OpenInput(int pin)
    {
        return new GpioInput(_gpio, pin, _monotonic, _wake);
    }

    public IAnalogInput OpenAnalog(int channel)
    {
        return _channels.Open(channel);
    }

    public IPulseInput OpenPulses(int pin)
    {
        return new GpioPulseInput(pin);
    }

    public IByteBus OpenSerial(SerialLineSettings line)
    {
        return new SerialBus(line);
    }

    public IClockChip OpenClockChip(BatteryClockSettings battery)
    {
        return new Ds3231Chip(battery);
    }

    public AdvertisementRing OpenScanner(long[] addresses)
    {
        AdvertisementRing ring = new AdvertisementRing(addresses);
        _radio.Listen(new AdvertisementScanner(ring, _monotonic, _wake));
        return ring;
    }

    public IDigitalOutput OpenOutput(int pin)
    {
        return new GpioOutput(_gpio, pin);
    }

    public IDigitalOutput OpenBuzzer(int pin)
    {
        return new BuzzerOutput(pin);
    }
}
