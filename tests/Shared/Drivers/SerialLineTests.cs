using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Drivers;

[TestClass]
public class SerialLineTests
{
    private const string Request = "fefefefe68610100000000681104333334331416";
    private const string Reply = "6861010000000068910833333433593333338a16";
    private const string Neighbour = "6862010000000068910833333433593333338b16";

    // At 2400 bits per second 20 bytes of 11 bits take 92 ms.
    private const int RequestMs = 92;

    [TestMethod]
    public void AnIdleLineWantsNoStep()
    {
        SerialLine line = new SerialLine(new FakeByteBus(), new SerialMeter[0]);

        line.ReadAll();

        Assert.AreEqual(long.MaxValue, line.Step(1000));
    }

    [TestMethod]
    public void TheLineMustBeQuietBeforeARequestAndWhatCameUntilThenIsNoAnswer()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Begin();
        conversation.Bus.Arrive(Reply);
        conversation.Pass(20);
        conversation.Bus.Arrive(Reply);
        conversation.Pass(SerialLine.QuietMs);
        Assert.AreEqual("", conversation.Bus.Sent);

        conversation.Pass(20);

        Assert.AreEqual(" " + Request, conversation.Bus.Sent);
        Assert.IsNull(conversation.Reading);
    }

    [TestMethod]
    public void ALineThatIsNeverQuietIsGivenUp()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Begin();
        for (int i = 0; i < 300 && !conversation.IsIdle; i++)
        {
            conversation.Bus.Arrive("55");
            conversation.Pass(SerialLine.PollMs);
        }

        Assert.AreEqual((int)ReadingStatus.LineBusy, (int)conversation.Reading.Status);
        Assert.AreEqual("", conversation.Bus.Sent);
    }

    [TestMethod]
    public void TheNodesOwnBytesArePassedOver()
    {
        Conversation conversation = new Conversation(Electricity(), Meter());
        conversation.Bus.IsEchoing = true;
        conversation.Bus.Reply(Reply);
        conversation.Bus.Reply("010404000f4240fad7");

        conversation.Finish();

        Assert.AreEqual(260L, conversation.ReadingOf(0).Register);
        Assert.AreEqual(10000000L, conversation.ReadingOf(1).Register);
        Assert.AreEqual(2, conversation.Bus.SentCount);
    }

    [TestMethod]
    [DataRow(Neighbour + Reply, "the neighbour is first")]
    [DataRow("6868" + Reply, "a start byte in noise")]
    [DataRow("6800000000000068910800" + Reply, "a header in noise")]
    [DataRow("fe00ff" + Reply + "ff", "noise before and behind")]
    public void TheAnswerIsFoundAmongOtherBytes(string received, string what)
    {
        Assert.AreEqual(260L, Conversation.Read(Electricity(), received).Register, what);
    }

    [TestMethod]
    public void TheAnswerIsFoundBehindMoreThanTheBufferHolds()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Begin();
        conversation.Pass(SerialLine.QuietMs + SerialLine.PollMs);
        for (int i = 0; i < 20; i++)
        {
            conversation.Bus.Arrive(Neighbour);
            conversation.Pass(SerialLine.PollMs);
        }

        conversation.Bus.Arrive(Reply);
        conversation.Pass(20);

        Assert.AreEqual(260L, conversation.Reading.Register);
    }

    [TestMethod]
    public void AReplyMayComeByteByByte()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Begin();
        conversation.Pass(SerialLine.QuietMs + RequestMs);
        for (int i = 0; i < Reply.Length; i += 2)
        {
            conversation.Pass(60);
            Assert.IsNull(conversation.Reading);
            conversation.Bus.Arrive(Reply.Substring(i, 2));
        }

        conversation.Pass(20);

        Assert.AreEqual(260L, conversation.Reading.Register);
    }

    [TestMethod]
    public void SilenceIsAskedThriceAndThenSaid()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Finish();

        Assert.AreEqual((int)ReadingStatus.NoAnswer, (int)conversation.Reading.Status);
        Assert.AreEqual(Limits.MaxMeterAttempts, conversation.Bus.SentCount);
        Assert.AreEqual(conversation.NowMs, conversation.Reading.AtMs);
    }

    [TestMethod]
    public void AMeterThatAnswersTheSecondTimeIsRead()
    {
        Assert.AreEqual(260L, Conversation.Read(Electricity(), "6861", Reply).Register);
    }

    [TestMethod]
    public void AStallOfTheNodeIsNotTheMetersSilence()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Begin();
        conversation.Pass(SerialLine.QuietMs + SerialLine.PollMs);
        conversation.Bus.Arrive(Reply);
        conversation.Stall(15000);

        conversation.Pass(10);

        Assert.AreEqual(260L, conversation.Reading.Register);
        Assert.AreEqual(1, conversation.Bus.SentCount);
    }

    [TestMethod]
    public void AChatteringLineEndsTheWaitForAReply()
    {
        Conversation conversation = new Conversation(Electricity());
        conversation.Begin();
        conversation.Pass(SerialLine.QuietMs + SerialLine.PollMs);
        int steps = 0;
        while (conversation.Reading == null)
        {
            conversation.Bus.Arrive("68");
            conversation.Pass(SerialLine.PollMs);
            Assert.IsTrue(++steps < 4000, "no end");
        }

        Assert.AreEqual((int)ReadingStatus.LineBusy, (int)conversation.Reading.Status);
    }

    [TestMethod]
    public void EachMeterHasItsOwnProtocolAndSpeed()
    {
        Conversation conversation = new Conversation(Electricity(), Water(), Meter());
        conversation.Bus.Reply(Reply);
        conversation.Bus.Reply("68100100230918200081081f9001452301002cab16");
        conversation.Bus.Reply("010404000f4240fad7");

        conversation.Finish();

        Assert.AreEqual(260L, conversation.ReadingOf(0).Register);
        Assert.AreEqual(123450L, conversation.ReadingOf(1).Register);
        Assert.AreEqual(10000000L, conversation.ReadingOf(2).Register);
        Assert.AreEqual(9600, conversation.Bus.Settings.BitsPerSecond);
    }

    [TestMethod]
    public void ASilentMeterDoesNotKeepTheOthersFromBeingRead()
    {
        Conversation conversation = new Conversation(Electricity(), Meter());
        for (int i = 0; i < Limits.MaxMeterAttempts; i++)
        {
            conversation.Bus.Reply("");
        }

        conversation.Bus.Reply("010404000f4240fad7");
        conversation.Finish();

        Assert.AreEqual((int)ReadingStatus.NoAnswer, (int)conversation.ReadingOf(0).Status);
        Assert.AreEqual(10000000L, conversation.ReadingOf(1).Register);
    }

    [TestMethod]
    [DataRow(2400, (int)LineParity.Even, 1, 1, 5)]
    [DataRow(2400, (int)LineParity.Even, 1, 240, 1100)]
    [DataRow(9600, (int)LineParity.None, 1, 96, 100)]
    [DataRow(300, (int)LineParity.Odd, 2, 1, 40)]
    [DataRow(115200, (int)LineParity.None, 2, 0, 0)]
    public void TheTimeOfBytesFollowsFromTheirBits(int bitsPerSecond, int parity, int stopBits, int bytes, int expectedMs)
    {
        LineSettings settings = new LineSettings(bitsPerSecond, (LineParity)parity, stopBits);

        Assert.AreEqual(expectedMs, settings.TransmitMs(bytes));
    }

    [TestMethod]
    [DataRow(299, (int)LineParity.Even, 1)]
    [DataRow(115201, (int)LineParity.Even, 1)]
    [DataRow(2400, 0, 1)]
    [DataRow(2400, 4, 1)]
    [DataRow(2400, (int)LineParity.Even, 0)]
    [DataRow(2400, (int)LineParity.Even, 3)]
    public void SettingsOutsideTheirRangeAreRefused(int bitsPerSecond, int parity, int stopBits)
    {
        Expect.Throws(
            typeof(ArgumentOutOfRangeException),
            () => new LineSettings(bitsPerSecond, (LineParity)parity, stopBits));
    }

    private static Dlt645Meter Electricity()
    {
        return new Dlt645Meter(MeterAddress.Parse("000000000161", 6), Dlt645Meter.ForwardActiveTotal);
    }

    private static Cjt188Meter Water()
    {
        return new Cjt188Meter(
            Cjt188Type.ColdWater, MeterAddress.Parse("00201809230001", 7), Cjt188StatusReading.LowBits);
    }

    private static ModbusMeter Meter()
    {
        return new ModbusMeter(
            1, new ModbusRegister(ModbusFunction.ReadInputRegisters, 0x0156, 2, true, 2, MeterUnit.KilowattHour));
    }
}
