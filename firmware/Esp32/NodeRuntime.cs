#pragma warning disable IDE0005 // The chip's Debug is there; the desktop's is the virtual board's (Desktop/ChipParts.cs).
using System.Diagnostics;
#pragma warning restore IDE0005
using System.Threading;
using nanoFramework.Runtime.Native;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node;
using Wugang.Firmware.Node.Setup;

namespace Wugang.Firmware.Esp32;

/// <summary>Wires a board to its node and runs the loop of steps.</summary>
public sealed class NodeRuntime
{
    /// <summary>Name of the configuration that a person puts into the root of the flash drive.</summary>
    public const string ConfigurationFileName = SetupFiles.ConfigurationName;

    /// <summary>Name of the keys that a person puts into the root of the flash drive.</summary>
    public const string KeysFileName = SetupFiles.KeysName;

    /// <summary>Name of the broker's CA certificate that a person puts into the root of the flash drive.</summary>
    public const string AuthorityFileName = SetupFiles.AuthorityName;

    // Inputs are also polled, since an interrupt can be missed.
    private const int PollMs = 10;

    private readonly string _flashRoot;

    /// <param name="flashRoot">The flash drive with its separator, <c>I:\</c> on the chip.</param>
    public NodeRuntime(string flashRoot)
    {
        _flashRoot = flashRoot;
    }

    /// <summary>
    /// Runs until the power goes, or restarts the chip where the settings have changed. Without good settings and keys it says so on
    /// its debug output and waits for a phone.
    /// </summary>
    public void Run()
    {
        FlashStorage flash = new FlashStorage(_flashRoot);
        AdcChannels channels = new AdcChannels();
        int[] pinOfChannel = channels.GetPins();
        new PendingSetup(flash).Install(SetupFiles.ConfigurationName, SetupFiles.KeysName);
        NodeStore store = new NodeStore(flash);
        SetupFiles files = new SetupFiles(flash, store, pinOfChannel);
        files.Take();
        store.BeginStart();
        NodeSetup setup = NodeSetup.Read(store, pinOfChannel);
        byte[] authority = store.ReadAuthority();

        MonotonicClock clock = new MonotonicClock();
        AutoResetEvent wake = new AutoResetEvent(false);
        BleRadio radio = new BleRadio();
        Esp32SetupBoard setupBoard = new Esp32SetupBoard(flash, new SetupReader(pinOfChannel, authority != null), radio, clock, wake);
        SetupTask setupTask = new SetupTask(setupBoard, setup.Settings, setup.IsComplete);
        SafetyNode node = null;
        if (setup.IsComplete)
        {
            node = new SafetyNode(
                setup.Settings,
                setup.Keys,
                store,
                new Esp32Board(setup.Settings, setup.Keys, authority, flash, channels, radio, clock, wake));
            node.ReportRefusedSettings(files.Errors);
        }
        else
        {
            Debug.WriteLine(MessageOf(files.Errors.Length > 0 ? files.Errors : setup.Errors));
        }

        RunUntilRestart(node, setupTask, clock, wake, new WatchdogOutput());
        Power.RebootDevice();
    }

    /// <param name="node">The node; null where it waits to be set up.</param>
    /// <param name="setupTask">What lets a phone set it up.</param>
    /// <param name="clock">The time since this boot.</param>
    /// <param name="wake">Ends a wait when something has happened.</param>
    /// <param name="watchdog">Restarts the chip where this loop has stopped.</param>
    private static void RunUntilRestart(
        SafetyNode node, SetupTask setupTask, MonotonicClock clock, AutoResetEvent wake, WatchdogOutput watchdog)
    {
        while (!setupTask.IsDone && (node == null || !node.NeedsRestart))
        {
            watchdog.Kick();
            long nowMs = clock.NowMs;
            long dueMs = node == null ? long.MaxValue : Moments.Earlier(node.Step(nowMs), node.PlaySignals(nowMs));
            long waitMs = Moments.Earlier(dueMs, setupTask.Step(nowMs)) - clock.NowMs;
            if (waitMs > 0)
            {
                wake.WaitOne(waitMs < PollMs ? (int)waitMs : PollMs, false);
            }
        }
    }

    private static string MessageOf(string[] errors)
    {
        string message = "The node waits to be set up: it has no good settings and keys.";
        for (int i = 0; i < errors.Length; i++)
        {
            message += "\n" + errors[i];
        }

        return message;
    }
}
