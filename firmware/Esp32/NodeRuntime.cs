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
    public const string SettingsFileName = SettingsStore.FileName;

    /// <summary>Name of the keys in the root of the flash drive.</summary>
    public const string KeysFileName = "keys.json";

    // Inputs are also polled, since an interrupt can be missed.
    private const int PollMs = 10;

    private readonly string _flashRoot;

    /// <param name="flashRoot">The flash drive with its separator, <c>I:\</c> on the chip.</param>
    public NodeRuntime(string flashRoot)
    {
        _flashRoot = flashRoot;
    }

    /// <summary>Runs until the power goes.</summary>
    /// <exception cref="InvalidOperationException">There are no good settings; the message says what is wrong.</exception>
    public void Run()
    {
        FlashStorage flash = new FlashStorage(_flashRoot);
        AdcChannels channels = new AdcChannels();
        SettingsStore store = new SettingsStore(flash, channels.GetPins());
        NodeSettings settings = store.Load();
        if (settings == null)
        {
            throw new InvalidOperationException(
                MessageOf("The node does not run: its settings are not good, and there are no earlier ones.", store.Errors));
        }

        NodeKeys keys = ReadKeys(flash);
        MonotonicClock clock = new MonotonicClock();
        AutoResetEvent wake = new AutoResetEvent(false);
        SafetyNode node = new SafetyNode(
            settings, keys, new Esp32Board(settings, keys, flash, channels, clock, wake));
        node.ReportRefusedSettings(store.Errors);
        while (true)
        {
            long nowMs = clock.NowMs;
            long dueMs = Moments.Earlier(node.Step(nowMs), node.PlaySignals(nowMs));
            long waitMs = dueMs - clock.NowMs;
            if (waitMs > 0)
            {
                wake.WaitOne(waitMs < PollMs ? (int)waitMs : PollMs, false);
            }
        }
    }

    private static NodeKeys ReadKeys(FlashStorage flash)
    {
        byte[] text = new byte[Limits.MaxKeysBytes + 1];
        int count = flash.Read(KeysFileName, text);
        byte[] file = new byte[count];
        Array.Copy(text, 0, file, 0, count);
        string[] errors;
        NodeKeys keys = SettingsText.ReadKeys(file, out errors);
        if (keys == null)
        {
            throw new InvalidOperationException(MessageOf("The node does not run: its keys are not good.", errors));
        }

        return keys;
    }

    private static string MessageOf(string message, string[] errors)
    {
        for (int i = 0; i < errors.Length; i++)
        {
            message += "\n" + errors[i];
        }

        return message;
    }
}
