using System.Device.Adc;

namespace Wugang.Tests.Simulator;

/// <summary>What the world sets on an ADC channel is what firmware reads.</summary>
[TestClass]
public class AnalogTests
{
    [TestMethod]
    [DataRow(0.0, 0)]
    [DataRow(0.5, 2048)]
    [DataRow(1.0, 4095)]
    public void ARatioIsReadInTwelveBits(double ratio, int expected)
    {
        using TestBoard board = new();
        board.Board.AnalogInputs[3].Ratio = ratio;

        Assert.AreEqual(expected, board.Run(() => new AdcController().OpenChannel(3).ReadValue()));
    }

    [TestMethod]
    public void TheVoltageOutlastsAPowerCutAndTheHandleDoesNot()
    {
        using TestBoard board = new();
        board.Board.AnalogInputs[0].Ratio = 1;
        AdcChannel before = board.Run(() => new AdcController().OpenChannel(0));

        board.Board.PowerOff();
        board.PowerOn();

        Assert.ThrowsExactly<Wugang.Sim.Board.PowerLostException>(() => before.ReadValue());
        Assert.AreEqual(4095, board.Run(() => new AdcController().OpenChannel(0).ReadValue()));
    }

    [TestMethod]
    public void AChannelThatTheChipDoesNotHaveIsRefused()
    {
        using TestBoard board = new();

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => board.Run(() => new AdcController().OpenChannel(10)));
    }
}
