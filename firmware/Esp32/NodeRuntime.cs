using System;
using System.Threading;
using nanoFramework.Runtime.Native;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node;

namespace Wugang.Firmware.Esp32;

/// <summary>Wires a board to its node and runs the loop of steps.</summary>
public sealed class NodeRuntime
{
    /// <summary>Name of the configuration that a person puts into the root of the flash drive.</summary>
    public const string ConfigurationFileName = SetupFiles.ConfigurationName;

    /// <summary>Name of the keys that a person puts into the root of the flash drive.</summary>
    public const string KeysFileName = SetupFiles.KeysName;

    // Inputs are also polled, since an interrupt can be missed.
    private const int PollMs = 10;

    private readonly string _flashRoot;

    /// <param name="flashRoot">The flash drive with its separator, <c>I:\</c> on the chip.</param>
    public NodeRuntime(string flashRoot)
    {
        _flashRoot = flashRoot;
    }

    /// <summary>Runs until the power goes, or restarts the chip where the settings have changed.</summary>
    /// <exception cref="InvalidOperationException">There are no good settings or keys; the message says what is wrong.</exception>
    public void Run()
    {
        FlashStorage flash = new FlashStorage(_flashRoot);
        AdcChannels channels = new AdcChannels();
        NodeStore store = new NodeStore(flash);
        SetupFiles files = new SetupFiles(flash, store, channels.GetPins());
        files.Take();
        store.BeginStart();
        NodeSetup setup = NodeSetup.Read(store, channels.GetPins());
        if (!setup.IsComplete)
        {
            throw new InvalidOperationException(MessageOf(files.Errors.Length > 0 ? files.Errors : setup.Errors));
        }

        MonotonicClock clock = new MonotonicClock();
        AutoResetEvent wake = new AutoResetEvent(false);
        Esp32Board board = new Esp32Board(setup.Settings, setup.Keys, flash, channels, clock, wake);
        SafetyNode node = new SafetyNode(setup.Settings, setup.Keys, store, board);
        node.ReportRefusedSettings(files.Errors);
        while (!node.NeedsRestart)
        {
            long nowMs = clock.NowMs;
            long dueMs = Moments.Earlier(node.Step(nowMs), node.PlaySignals(nowMs));
            long waitMs = dueMs - clock.NowMs;
            if (waitMs > 0)
            {
                wake.WaitOne(waitMs < PollMs ? (int)waitMs : PollMs, false);
            }
        }

        Power.RebootDevice();
    }

    private static string MessageOf(string[] errors)
    {
        string message = "The node does not run: it needs good settings and keys, in node.json and keys.json.";
        for (int i = 0; i < errors.Length; i++)
        {
            message += "\n" + errors[i];
        }

        return message;
    }
}
