using System;
using System.Device.Gpio;
using System.Threading;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>Wires a board to its node and runs the loop of steps.</summary>
public sealed class NodeRuntime
{
    /// <summary>Name of the settings in the root of the flash drive.</summary>
    public const string SettingsFileName = "node.json";

    // Inputs are also polled, since an interrupt can be missed.
    private const int PollMs = 10;

    private readonly string _flashRoot;

    /// <param name="flashRoot">The flash drive with its separator, <c>I:\</c> on the chip.</param>
    public NodeRuntime(string flashRoot)
    {
        _flashRoot = flashRoot;
    }

    /// <summary>Runs until the power goes.</summary>
    /// <exception cref="InvalidOperationException">The settings are missing or wrong; the message says where.</exception>
    public void Run()
    {
        FlashStorage flash = new FlashStorage(_flashRoot);
        NodeSettings settings = ReadSettings(flash);
        MonotonicClock clock = new MonotonicClock();
        AutoResetEvent wake = new AutoResetEvent(false);
        SafetyNode node = new SafetyNode(settings, OpenPorts(settings, flash, clock, wake));
        while (true)
        {
            long nowMs = clock.NowMs;
            long waitMs = node.Step(nowMs) - clock.NowMs;
            if (waitMs > 0)
            {
                wake.WaitOne(waitMs < PollMs ? (int)waitMs : PollMs, false);
            }
        }
    }

    private static NodeSettings ReadSettings(FlashStorage flash)
    {
        byte[] buffer = new byte[Limits.MaxSettingsBytes];
        NodeSettingsReader reader = new NodeSettingsReader(buffer, flash.Read(SettingsFileName, buffer));
        NodeSettings settings = reader.Read();
        if (settings == null)
        {
            throw new InvalidOperationException(SettingsFileName + ": " + reader.Error);
        }

        return settings;
    }

    private static NodePorts OpenPorts(NodeSettings settings, FlashStorage flash, MonotonicClock clock, AutoResetEvent wake)
    {
        GpioController gpio = new GpioController();
        IDigitalInput[] zones = new IDigitalInput[settings.Zones.Length];
        for (int i = 0; i < zones.Length; i++)
        {
            zones[i] = new GpioInput(gpio, settings.Zones[i].Pin, clock, wake);
        }

        IPulseInput[] meters = new IPulseInput[settings.Meters.Length];
        for (int i = 0; i < meters.Length; i++)
        {
            meters[i] = new GpioPulseInput(settings.Meters[i].Pin);
        }

        return new NodePorts(
            zones,
            new GpioInput(gpio, settings.ResetPin, clock, wake),
            meters,
            new GpioSiren(gpio, settings.SirenPin),
            new SystemClock(),
            flash,
            new HmacMac(),
            new MqttLink(settings, clock, wake));
    }
}
