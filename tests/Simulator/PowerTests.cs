using System.Collections.Concurrent;
using System.Device.Gpio;
using nanoFramework.M2Mqtt;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

[TestClass]
public class PowerTests
{
    private const int Lamp = 6;

    [TestMethod]
    public void DeviceCallsOutsideFirmwareSayThatThereIsNoBoard()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => VirtualBoard.Current);
        Assert.ThrowsExactly<InvalidOperationException>(() => new GpioController());
    }

    [TestMethod]
    public void TwoBoardsInOneProcessDoNotShareAnything()
    {
        using TestBoard first = new();
        using TestBoard second = new();

        first.Run(() => new GpioController().OpenPin(Lamp, PinMode.Output).Write(PinValue.High));
        second.Run(() => new GpioController().OpenPin(Lamp, PinMode.Output));
        first.Run(() => MqttSettings.Instance.InflightQueueSize = 10);

        Assert.AreSame(first.Board, first.Run(() => VirtualBoard.Current));
        Assert.AreSame(second.Board, second.Run(() => VirtualBoard.Current));
        Assert.IsTrue(first.Pins[Lamp].OutputLevel);
        Assert.IsFalse(second.Pins[Lamp].OutputLevel);
        Assert.AreEqual(int.MaxValue, second.Run(() => MqttSettings.Instance.InflightQueueSize));
    }

    [TestMethod]
    public void ARebootStartsTheFirmwareAnew()
    {
        DirectoryInfo flash = Directory.CreateTempSubdirectory("wugang-board-");
        VirtualBoard board = new(flash.FullName);
        int boots = 0;
        using BlockingCollection<GpioController> starts = [];
        using BlockingCollection<GpioController> survivors = [];

        board.PowerOn(() =>
        {
            GpioController gpio = new();
            gpio.OpenPin(Lamp);
            starts.Add(gpio);
            if (Interlocked.Increment(ref boots) == 1)
            {
                Power.RebootDevice();
                survivors.Add(gpio);
            }
        });

        GpioController before = Await.Next(starts);
        GpioController after = Await.Next(starts);
        Assert.ThrowsExactly<PowerLostException>(() => before.IsPinOpen(Lamp));
        Assert.IsTrue(after.IsPinOpen(Lamp));
        Assert.IsEmpty(survivors, "nothing runs on behind it");
        Assert.IsTrue(board.PowerOff());
        flash.Delete(recursive: true);
    }

    [TestMethod]
    public void TheBoardFollowsTheFirmwareIntoItsThreads()
    {
        using TestBoard board = new();
        using BlockingCollection<VirtualBoard> seen = [];

        board.Run(() => new Thread(() => seen.Add(VirtualBoard.Current)).Start());

        Assert.AreSame(board.Board, Await.Next(seen));
    }

    [TestMethod]
    public void EveryHandleOfADeadPowerCycleThrowsEvenWhenTheBoardRunsAgain()
    {
        using TestBoard board = new();
        GpioController controller = board.Run(() => new GpioController());
        GpioPin pin = controller.OpenPin(Lamp, PinMode.Output);
        GpioPulseCounter counter = board.Run(() => new GpioPulseCounter(Lamp + 1));
        MqttClient client = board.Run(() => new MqttClient("127.0.0.1"));

        Assert.IsTrue(board.Board.PowerOff());
        board.PowerOn();

        Assert.ThrowsExactly<PowerLostException>(() => controller.OpenPin(Lamp + 2));
        Assert.ThrowsExactly<PowerLostException>(() => pin.Write(PinValue.High));
        Assert.ThrowsExactly<PowerLostException>(() => pin.Read());
        Assert.ThrowsExactly<PowerLostException>(() => counter.Read());
        Assert.ThrowsExactly<PowerLostException>(() => client.IsConnected);
        Assert.ThrowsExactly<PowerLostException>(() => client.Publish("door", []));
        Assert.ThrowsExactly<PowerLostException>(() => client.Connect("node"));
        Assert.IsNull(board.Pins[Lamp].OutputLevel);
    }

    [TestMethod]
    public void AThreadOfADeadPowerCycleEndsWithoutHarmToTheProcess()
    {
        using TestBoard board = new();
        List<Exception> crashes = [];
        board.Board.Crashed += (_, e) => crashes.Add(e.Exception);
        Thread worker = board.Run(() =>
        {
            GpioPin pin = new GpioController().OpenPin(Lamp, PinMode.Output);
            Thread thread = new(() => ToggleForever(pin));
            thread.Start();
            return thread;
        });

        board.Board.PowerOff();

        Assert.IsTrue(worker.Join(TestBoard.Patience));
        Assert.IsEmpty(crashes);
    }

    [TestMethod]
    public void ACrashOfMainIsReportedAndTheBoardStaysPowered()
    {
        using TestBoard board = new();
        using BlockingCollection<Exception> crashes = [];
        board.Board.Crashed += (_, e) => crashes.Add(e.Exception);
        board.Board.PowerOff();

        board.Board.PowerOn(() => throw new FormatException("A bug in main."));

        Assert.AreEqual("A bug in main.", Await.Next(crashes).Message);
        Assert.IsTrue(board.Board.IsPowered);
    }

    [TestMethod]
    public void ACrashOfAnotherThreadOrHandlerIsReported()
    {
        using TestBoard board = new();
        using BlockingCollection<Exception> crashes = [];
        board.Board.Crashed += (_, e) => crashes.Add(e.Exception);
        board.Run(() =>
        {
            GpioPin pin = new GpioController().OpenPin(Lamp, PinMode.InputPullUp);
            pin.ValueChanged += (_, _) => throw new FormatException("A bug in a handler.");
        });

        board.Run(() => new Thread(() => throw new FormatException("A bug in a thread.")).Start());
        Assert.AreEqual("A bug in a thread.", Await.Next(crashes).Message);
        board.Pins[Lamp].Drive(false);
        Assert.AreEqual("A bug in a handler.", Await.Next(crashes).Message);
    }

    [TestMethod]
    public void ABoardWithPowerCannotBePoweredOnAgain()
    {
        using TestBoard board = new();

        Assert.ThrowsExactly<InvalidOperationException>(board.PowerOn);
        Assert.IsTrue(board.Board.PowerOff());
        Assert.IsFalse(board.Board.IsPowered);
        Assert.IsTrue(board.Board.PowerOff());
    }

    [TestMethod]
    public void TheFlashDirectoryEndsWithASeparatorAndExists()
    {
        using TestBoard board = new();

        Assert.IsTrue(Path.EndsInDirectorySeparator(board.Board.FlashRoot));
        Assert.IsTrue(Directory.Exists(board.Board.FlashRoot));
    }

    [TestMethod]
    public void TheTimeIsSynchronisedByAnUpdateAndForgottenAtAPowerCut()
    {
        using TestBoard board = new();
        Assert.IsFalse(board.Board.IsTimeSynchronised);

        board.Run(Sntp.UpdateNow);
        Assert.IsTrue(board.Board.IsTimeSynchronised);

        board.Board.PowerOff();
        board.PowerOn();
        Assert.IsFalse(board.Board.IsTimeSynchronised);
        Assert.IsFalse(board.Run(() => Sntp.IsStarted));
    }

    private static void ToggleForever(GpioPin pin)
    {
        while (true)
        {
            pin.Toggle();
            Thread.Sleep(1);
        }
    }
}
