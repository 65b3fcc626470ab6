using System.Collections.Concurrent;
using System.Device.Gpio;

namespace Wugang.Tests.Simulator;

[TestClass]
public class GpioTests
{
    private const int Door = 5;
    private const int Siren = 7;

    [TestMethod]
    public void EdgesArriveInOrderOnOneThreadThatIsNeitherTheWorldsNorTheMain()
    {
        using TestBoard board = new();
        using BlockingCollection<(PinEventTypes Edge, int Thread)> edges = [];
        int mainThread = board.Run(() =>
        {
            GpioPin pin = new GpioController().OpenPin(Door, PinMode.InputPullUp);
            pin.ValueChanged += (_, e) => edges.Add((e.ChangeType, Environment.CurrentManagedThreadId));
            return Environment.CurrentManagedThreadId;
        });

        board.Pins[Door].Drive(false);
        board.Pins[Door].Drive(true);
        board.Pins[Door].Drive(true);
        board.Pins[Door].Drive(false);

        (PinEventTypes Edge, int Thread)[] seen = [Await.Next(edges), Await.Next(edges), Await.Next(edges)];
        CollectionAssert.AreEqual(
            new[] { PinEventTypes.Falling, PinEventTypes.Rising, PinEventTypes.Falling },
            seen.Select(edge => edge.Edge).ToArray());
        Assert.AreEqual(1, seen.Select(edge => edge.Thread).Distinct().Count());
        Assert.AreNotEqual(mainThread, seen[0].Thread);
        Assert.AreNotEqual(Environment.CurrentManagedThreadId, seen[0].Thread);
    }

    [TestMethod]
    public void AControllerCallbackSeesOnlyTheEdgesItAskedFor()
    {
        using TestBoard board = new();
        using BlockingCollection<PinEventTypes> edges = [];
        board.Run(() =>
        {
            GpioController controller = new();
            controller.OpenPin(Door, PinMode.InputPullDown);
            controller.RegisterCallbackForPinValueChangedEvent(
                Door, PinEventTypes.Rising, (_, e) => edges.Add(e.ChangeType));
        });

        board.Pins[Door].Pulse(2);

        Assert.AreEqual(PinEventTypes.Rising, Await.Next(edges));
        Assert.AreEqual(PinEventTypes.Rising, Await.Next(edges));
    }

    [TestMethod]
    public void ADebouncedPinReportsOneEdgeForAContactThatBounces()
    {
        using TestBoard board = new();
        using BlockingCollection<PinEventTypes> edges = [];
        OpenDebounced(board, edges);

        for (int bounce = 0; bounce < 5; bounce++)
        {
            board.Pins[Door].Drive(bounce % 2 != 0);
        }

        Assert.AreEqual(PinEventTypes.Falling, Await.Next(edges));
        board.Pins[Door].Drive(true);
        Assert.AreEqual(PinEventTypes.Rising, Await.Next(edges));
    }

    [TestMethod]
    public void ADebouncedPinLosesAPulseThatEndsWithinTheDebounceTime()
    {
        using TestBoard board = new();
        using BlockingCollection<PinEventTypes> edges = [];
        using BlockingCollection<PinEventTypes> markers = [];
        OpenDebounced(board, edges);
        board.Run(() =>
        {
            GpioPin marker = new GpioController().OpenPin(Siren, PinMode.InputPullUp);
            marker.DebounceTimeout = TimeSpan.FromMilliseconds(400);
            marker.ValueChanged += (_, e) => markers.Add(e.ChangeType);
        });

        board.Pins[Door].Pulse(1);
        board.Pins[Siren].Drive(false);

        // The marker's timer is the longer one: once it has spoken, the door's has run out.
        Await.Next(markers);
        Assert.IsEmpty(edges);
    }

    [TestMethod]
    [DataRow(PinMode.InputPullUp, true)]
    [DataRow(PinMode.InputPullDown, false)]
    public void AnInputThatNothingDrivesFollowsItsPullResistor(PinMode mode, bool expected)
    {
        using TestBoard board = new();

        PinValue level = board.Run(() => new GpioController().OpenPin(Door, mode).Read());

        Assert.AreEqual(expected, (bool)level);
    }

    [TestMethod]
    public void ADrivenLevelOutlastsAPowerCut()
    {
        using TestBoard board = new();
        board.Pins[Door].Drive(false);

        Assert.IsTrue(board.Board.PowerOff());
        board.PowerOn();

        PinValue level = board.Run(() => new GpioController().OpenPin(Door, PinMode.InputPullUp).Read());
        Assert.AreEqual(PinValue.Low, level);
    }

    [TestMethod]
    public void TheWorldSeesWhatTheFirmwareOutputsUntilThePowerIsCut()
    {
        using TestBoard board = new();
        List<bool?> levels = [];
        board.Pins[Siren].OutputChanged += (_, level) => levels.Add(level);

        board.Run(() =>
        {
            GpioPin siren = new GpioController().OpenPin(Siren, PinMode.Output);
            siren.Write(PinValue.High);
            siren.Toggle();
        });
        board.Board.PowerOff();

        CollectionAssert.AreEqual(new bool?[] { false, true, false, null }, levels);
    }

    [TestMethod]
    public void AClosedPinCanBeOpenedAgainButAnOpenOneCannot()
    {
        using TestBoard board = new();
        GpioController controller = board.Run(() => new GpioController());
        controller.OpenPin(Door);

        Assert.ThrowsExactly<InvalidOperationException>(() => controller.OpenPin(Door));
        controller.ClosePin(Door);

        Assert.IsFalse(controller.IsPinOpen(Door));
        Assert.AreEqual(PinMode.InputPullUp, controller.OpenPin(Door, PinMode.InputPullUp).GetPinMode());
    }

    [TestMethod]
    public void AnInputCannotBeWritten()
    {
        using TestBoard board = new();
        GpioPin pin = board.Run(() => new GpioController().OpenPin(Door, PinMode.Input));

        Assert.ThrowsExactly<InvalidOperationException>(() => pin.Write(PinValue.High));
    }

    private static void OpenDebounced(TestBoard board, BlockingCollection<PinEventTypes> edges)
    {
        board.Run(() =>
        {
            GpioPin pin = new GpioController().OpenPin(Door, PinMode.InputPullUp);
            pin.DebounceTimeout = TimeSpan.FromMilliseconds(100);
            pin.ValueChanged += (_, e) => edges.Add(e.ChangeType);
        });
    }
}
