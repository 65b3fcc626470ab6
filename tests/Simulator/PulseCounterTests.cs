using System.Device.Gpio;

namespace Wugang.Tests.Simulator;

[TestClass]
public class PulseCounterTests
{
    private const int Meter = 4;

    [TestMethod]
    [DataRow(GpioPulsePolarity.Rising, 1000)]
    [DataRow(GpioPulsePolarity.Falling, 1000)]
    [DataRow(GpioPulsePolarity.Both, 2000)]
    public void CountsTheEdgesOfItsPolarity(GpioPulsePolarity polarity, int expected)
    {
        using TestBoard board = new();
        GpioPulseCounter counter = StartCounter(board);
        counter.Polarity = polarity;

        board.Pins[Meter].Pulse(1000);

        Assert.AreEqual(expected, counter.Read().Count);
    }

    [TestMethod]
    public void AStoppedCounterCountsNothing()
    {
        using TestBoard board = new();
        GpioPulseCounter counter = StartCounter(board);
        counter.Stop();

        board.Pins[Meter].Pulse(3);

        Assert.AreEqual(0, counter.Read().Count);
    }

    [TestMethod]
    public void ResetReturnsTheCountAndStartsFromZero()
    {
        using TestBoard board = new();
        GpioPulseCounter counter = StartCounter(board);
        board.Pins[Meter].Pulse(3);

        Assert.AreEqual(3, counter.Reset().Count);
        Assert.AreEqual(0, counter.Read().Count);
    }

    [TestMethod]
    public void APowerCutLosesTheCountAndThePulsesUntilTheNextStart()
    {
        using TestBoard board = new();
        StartCounter(board);
        board.Pins[Meter].Pulse(3);

        board.Board.PowerOff();
        board.Pins[Meter].Pulse(5);
        board.PowerOn();
        GpioPulseCounter counter = StartCounter(board);
        board.Pins[Meter].Pulse(2);

        Assert.AreEqual(2, counter.Read().Count);
    }

    [TestMethod]
    public void TheChipHasFourCountersAndADisposedOneIsFreeAgain()
    {
        using TestBoard board = new();
        GpioPulseCounter[] counters = board.Run(
            () => Enumerable.Range(Meter, 4).Select(pin => new GpioPulseCounter(pin)).ToArray());

        Assert.ThrowsExactly<InvalidOperationException>(() => board.Run(() => new GpioPulseCounter(Meter + 4)));
        counters[0].Dispose();

        Assert.IsNotNull(board.Run(() => new GpioPulseCounter(Meter + 4)));
    }

    private static GpioPulseCounter StartCounter(TestBoard board)
    {
        return board.Run(() =>
        {
            GpioPulseCounter counter = new(Meter) { Polarity = GpioPulsePolarity.Rising };
            counter.Start();
            return counter;
        });
    }
}
