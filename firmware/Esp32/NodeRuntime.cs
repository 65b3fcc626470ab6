using System;
using System.Threading;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node;

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
        SafetyNode node = new SafetyNode(settings, new Esp32Board(settings, flash, clock, wake));
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
}
