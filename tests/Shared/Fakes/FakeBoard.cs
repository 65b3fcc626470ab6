using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A board whose every part is a fake; parts are found by their pin or channel, whoever asks first.</summary>
internal sealed class FakeBoard : IBoard
{
    private readonly FakeInput[] _inputs = new FakeInput[Limits.MaxPin + 1];
    private readonly FakeAnalogInput[] _analogs = new FakeAnalogInput[Limits.MaxPin + 1];
    private readonly FakeByteBus[] _buses = new FakeByteBus[Limits.MaxSerialPort + 1];
    private readonly EffectLog _log;
    private FakeOutput[] _outputs;
    private FakePulseInput[] _pulses;
    private FakeLink _link;

    public FakeBoard(EffectLog log)
    {
        _log = log;
        FakeStorage = new FakeStorage(log);
        LosePower();
    }

    public FakeClock FakeClock { get; } = new FakeClock();

    public FakeClockChip FakeClockChip { get; } = new FakeClockChip();

    public FakeStorage FakeStorage { get; set; }

    public FakeLink FakeLink
    {
        get { return _link; }
    }

    public IClock Clock
    {
        get { return FakeClock; }
    }

    public IStorage Storage
    {
        get { return FakeStorage; }
    }

    public IMac Mac { get; } = new TestMac();

    public IBlockCipher Cipher { get; } = new TestCipher();

    /// <summary>What the radio has heard for the node; null while it does not listen.</summary>
    public AdvertisementRing Air { get; private set; }

    public ITelemetryLink Link
    {
        get { return _link; }
    }

    public int[] PinOfChannel { get; } = ChannelPins.OfEsp32S3();

    /// <summary>Counters, outputs and connection start anew; what the world does to the inputs stays.</summary>
    public void LosePower()
    {
        _outputs = new FakeOutput[Limits.MaxPin + 1];
        _pulses = new FakePulseInput[Limits.MaxPin + 1];
        _link = new FakeLink(_log);
        FakeClock.LosePower();
    }

    public FakeInput InputAt(int pin)
    {
        _inputs[pin] = _inputs[pin] == null ? new FakeInput() : _inputs[pin];
        return _inputs[pin];
    }

    public FakeAnalogInput AnalogAt(int channel)
    {
        _analogs[channel] = _analogs[channel] == null ? new FakeAnalogInput() : _analogs[channel];
        return _analogs[channel];
    }

    public FakePulseInput PulsesAt(int pin)
    {
        _pulses[pin] = _pulses[pin] == null ? new FakePulseInput() : _pulses[pin];
        return _pulses[pin];
    }

    public FakeByteBus BusAt(int port)
    {
        _buses[port] = _buses[port] == null ? new FakeByteBus() : _buses[port];
        return _buses[port];
    }

    public FakeOutput OutputAt(int pin, string name)
    {
        _outputs[pin] = _outputs[pin] == null ? new FakeOutput(name, _log) : _outputs[pin];
        return _outputs[pin];
    }

    public IDigitalInput OpenInput(int pin)
    {
        return InputAt(pin);
    }

    public IAnalogInput OpenAnalog(int channel)
    {
        return AnalogAt(channel);
    }

    public IPulseInput OpenPulses(int pin)
    {
        return PulsesAt(pin);
    }

    public IByteBus OpenSerial(SerialLineSettings line)
    {
        return BusAt(line.Port);
    }

    public IClockChip OpenClockChip(BatteryClockSettings battery)
    {
        return FakeClockChip;
    }

    public AdvertisementRing OpenScanner(long[] addresses)
    {
        Air = new AdvertisementRing(addresses);
        return Air;
    }

    public IDigitalOutput OpenOutput(int pin)
    {
        return OutputAt(pin, "output " + pin.ToString());
    }

    public IDigitalOutput OpenBuzzer(int pin)
    {
        return OutputAt(pin, "buzzer");
    }
}
