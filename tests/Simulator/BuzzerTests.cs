using Iot.Device.Buzzer;
using nanoFramework.Hardware.Esp32;

namespace Wugang.Tests.Simulator;

/// <summary>A buzzer sounds on the pin that has been made a PWM output, as on the chip.</summary>
[TestClass]
public class BuzzerTests
{
    private const int Pin = 11;

    [TestMethod]
    public void TheToneShowsOnThePinUntilItIsStopped()
    {
        using TestBoard board = new();
        Buzzer buzzer = board.Run(Open);

        board.Run(() => buzzer.StartPlaying(2000));
        Assert.AreEqual(2000, board.Pins[Pin].SoundHz);

        board.Run(buzzer.StopPlaying);
        Assert.IsNull(board.Pins[Pin].SoundHz);
    }

    [TestMethod]
    public void APowerCutEndsTheTone()
    {
        using TestBoard board = new();
        Buzzer buzzer = board.Run(Open);
        board.Run(() => buzzer.StartPlaying(2000));

        board.Board.PowerOff();

        Assert.IsNull(board.Pins[Pin].SoundHz);
    }

    [TestMethod]
    public void WithoutThePinFunctionThereIsNoBuzzer()
    {
        using TestBoard board = new();

        Assert.ThrowsExactly<NullReferenceException>(() => board.Run(() => new Buzzer(Pin).StartPlaying(2000)));
    }

    private static Buzzer Open()
    {
        Configuration.SetPinFunction(Pin, DeviceFunction.PWM1);
        return new Buzzer(Pin);
    }
}
