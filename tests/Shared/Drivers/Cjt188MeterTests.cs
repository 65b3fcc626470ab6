using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Drivers;

/// <summary>The first request of a meter has sequence number 1, the next attempt 2.</summary>
[TestClass]
public class Cjt188MeterTests
{
    private const string LowFirst = "68100100230918200081161f9001452301002c000000002c000000000000000500ea16";
    private const string HighFirstToSecond = "6810010023091820008116901f02452301002c000000002c000000000000000500eb16";

    [TestMethod]
    public void AWaterMeterGivesLitresItsDigitsAndItsStatus()
    {
        Cjt188Meter meter = Water();

        MeterReading reading = Conversation.Read(meter, "fefe" + LowFirst);

        Assert.AreEqual((int)ReadingStatus.Ok, (int)reading.Status);
        Assert.AreEqual("000123.45", reading.Value.ToString());
        Assert.AreEqual(123450L, reading.Register);
        Assert.AreEqual("00201809230001", reading.Address);
        Assert.AreEqual((int)ValveState.Closed, (int)meter.MeterStatus.Valve);
        Assert.IsTrue(meter.MeterStatus.IsBatteryLow);
    }

    [TestMethod]
    [DataRow("68100100230918200081081f9001452301002cab16", "one amount")]
    [DataRow("68100100230918200081091f9001452301002c00ac16", "one amount and a byte of the vendor")]
    public void AShortReplyGivesTheAmountAndNoStatus(string reply, string what)
    {
        Cjt188Meter meter = Water();

        MeterReading reading = Conversation.Read(meter, reply);

        Assert.AreEqual(123450L, reading.Register, what);
        Assert.AreEqual((int)ValveState.Unknown, (int)meter.MeterStatus.Valve, what);
    }

    [TestMethod]
    public void AMeterThatCountsInLitresLosesWhatIsBelowOne()
    {
        MeterReading reading = Conversation.Read(Water(), "68100100230918200081081f90014523010029a816");

        Assert.AreEqual("000123.45", reading.Value.ToString());
        Assert.AreEqual(123L, reading.Register);
    }

    [TestMethod]
    [DataRow("68100100230918200081161f9009452301002c000000002c000000000000000500f216", (int)ReadingStatus.WrongIdentifier, "other number")]
    [DataRow("681001002309182000810820d101452301002ced16", (int)ReadingStatus.WrongIdentifier, "a past month")]
    [DataRow("68100200230918200081081f9001452301002cac16", (int)ReadingStatus.WrongAddress, "the neighbour")]
    [DataRow("68300100230918200081081f9001452301002ccb16", (int)ReadingStatus.WrongAddress, "a gas meter")]
    [DataRow("681001002309182000810a1f9001452301002c0000ad16", (int)ReadingStatus.Malformed, "ten data bytes")]
    [DataRow("68100100230918200081081f900145230100058416", (int)ReadingStatus.WrongUnit, "kilowatt-hours")]
    [DataRow("68100100230918200081081f90014523010a2cb516", (int)ReadingStatus.NotDecimal, "a digit that is none")]
    [DataRow("68100100230918200081081f9001452301002cac16", (int)ReadingStatus.BadChecksum, "checksum")]
    public void NothingButTheAnswerGivesAValue(string reply, int expected, string what)
    {
        byte[] bytes = Bytes.FromHex(reply);
        Cjt188Meter meter = Water();
        meter.Begin(0);

        meter.Examine(bytes, 0, bytes.Length);

        Assert.AreEqual(expected, (int)meter.Status, what);
        Assert.IsFalse(Conversation.Read(Water(), reply).HasRegister, what);
    }

    [TestMethod]
    public void AMeterThatDoesNotRepeatTheNumberIsReadWhereTheSettingsSaySo()
    {
        string reply = "68100100230918200081161f9009452301002c000000002c000000000000000500f216";
        MeterAddress address = MeterAddress.Parse("00201809230001", Cjt188Frame.AddressBytes);
        Cjt188Meter meter = new Cjt188Meter(Cjt188Type.ColdWater, address, Cjt188StatusReading.None, false);

        Assert.AreEqual(123450L, Conversation.Read(meter, reply).Register);
    }

    [TestMethod]
    public void AnErrorReplySaysWhich()
    {
        MeterReading reading = Conversation.Read(Water(), "681001002309182000c103010200a416");

        Assert.AreEqual((int)ReadingStatus.MeterError, (int)reading.Status);
        Assert.AreEqual(2, reading.ErrorCode);
    }

    [TestMethod]
    public void TheOtherOrderIsTriedAndThatWhichAnsweredIsKept()
    {
        Conversation conversation = new Conversation(Water());
        conversation.Bus.Reply("");
        conversation.Bus.Reply(HighFirstToSecond);

        conversation.Finish();
        conversation.Finish();

        Assert.AreEqual(
            " fefefefe68100100230918200001031f90019116"
            + " fefefefe6810010023091820000103901f029216"
            + " fefefefe6810010023091820000103901f039316",
            conversation.Bus.Sent.Substring(0, 3 * 41));
    }

    [TestMethod]
    public void OnlyWaterAndGasBecomeRegisters()
    {
        MeterAddress address = MeterAddress.Any(Cjt188Frame.AddressBytes);
        Type refusal = typeof(ArgumentOutOfRangeException);

        Expect.Throws(refusal, () => new Cjt188Meter(Cjt188Type.Heat, address, Cjt188StatusReading.None));
        Expect.Throws(refusal, () => new Cjt188Meter(Cjt188Type.Any, address, Cjt188StatusReading.None));
        Expect.Throws(refusal, () => new Cjt188Meter(Cjt188Type.Gas, MeterAddress.Any(6), Cjt188StatusReading.None));
        Expect.Throws(refusal, () => new Cjt188Meter(Cjt188Type.Gas, address, default));
    }

    private static Cjt188Meter Water()
    {
        return new Cjt188Meter(
            Cjt188Type.ColdWater,
            MeterAddress.Parse("00201809230001", Cjt188Frame.AddressBytes),
            Cjt188StatusReading.LowBits);
    }
}
