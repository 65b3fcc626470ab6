using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Hardware;

/// <summary>The watchdog hears from the firmware as long as its loop passes.</summary>
[TestClass]
public sealed class WatchdogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [TestMethod]
    public void ANodeThatNobodyHasSetUpYetMovesTheWatchdogsLineAsWell()
    {
        DirectoryInfo flash = Directory.CreateTempSubdirectory("wugang-watchdog-");
        VirtualBoard board = new(flash.FullName);
        using CountdownEvent edges = new(6);
        board.Pins[WatchdogPins.Kick].OutputChanged += (_, level) =>
        {
            if (level is not null && !edges.IsSet)
            {
                edges.Signal();
            }
        };

        board.PowerOn(() => new NodeRuntime(board.FlashRoot).Run());
        bool isAlive = edges.Wait(Patience);
        board.PowerOff();
        flash.Delete(recursive: true);

        Assert.IsTrue(isAlive);
    }
}
