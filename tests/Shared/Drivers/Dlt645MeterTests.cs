using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Drivers;

[TestClass]
public class Dlt645MeterTests
{
    private const string Address = "000000000161";
    private const string GoodReply = "6861010000000068910833333433593333338a16";
    private const uint Block = 0x0001FF00;

    [TestMethod]
    public void APublishedPairGivesARegisterInWattHoursAndTheDigitsOfTheMeter()
    {
        MeterReading reading = Conversation.Read(ForwardTotal(Address), GoodReply);

        Assert.AreEqual((int)ReadingStatus.Ok, (int)reading.Status);
        Assert.AreEqual("000000.26", reading.Value.ToString());
        Assert.AreEqual(260L, reading.Register);
        Assert.AreEqual(Address, reading.Address);
    }

    [TestMethod]
    [DataRow("", (int)ReadingStatus.NoAnswer, "silence")]
    [DataRow("fefefefe", (int)ReadingStatus.Malformed, "wake-up bytes and nothing else")]
    [DataRow("00ff00ff6861", (int)ReadingStatus.Malformed, "noise")]
    [DataRow("6861010000000068910833333433593333338a", (int)ReadingStatus.Malformed, "torn before its end")]
    [DataRow("6861010000000068910833333433593333338b16", (int)ReadingStatus.BadChecksum, "checksum")]
    [DataRow("6861010000000068910833333433583333338a16", (int)ReadingStatus.BadChecksum, "a changed digit")]
    [DataRow("6862010000000068910833333433593333338b16", (int)ReadingStatus.WrongAddress, "the neighbour")]
    [DataRow("6861010000000068910833333533593333338b16", (int)ReadingStatus.WrongIdentifier, "reverse energy")]
    [DataRow("68610100000000689306943433333333ff16", (int)ReadingStatus.BadChecksum, "another kind, broken")]
    [DataRow("6861010000000068910833333433323232326016", (int)ReadingStatus.NotDecimal, "FF FF FF FF")]
    [DataRow("68610100000000689107333334335933335616", (int)ReadingStatus.Malformed, "three bytes of value")]
    [DataRow("6861010000000068810643c359333333b116", (int)ReadingStatus.OtherEdition, "the edition of 1997")]
    [DataRow("6861010000000068c101352916", (int)ReadingStatus.OtherEdition, "an error of 1997")]
    [DataRow("68610100000000681104333334331416", (int)ReadingStatus.NoAnswer, "only a request")]
    public void NothingButTheAnswerGivesAValue(string reply, int expected, string what)
    {
        MeterReading reading = Conversation.Read(ForwardTotal(Address), reply, reply, reply);

        Assert.AreEqual(expected, (int)reading.Status, what);
        Assert.IsFalse(reading.HasRegister, what);
        Assert.IsNull(reading.Address, what);
        Expect.Throws(typeof(InvalidOperationException), () => _ = reading.Register);
        Expect.Throws(typeof(InvalidOperationException), () => _ = reading.Value);
    }

    [TestMethod]
    public void AnErrorReplySaysWhichAndIsNotAskedAgain()
    {
        Conversation conversation = new Conversation(ForwardTotal(Address));
        conversation.Bus.Reply("6861010000000068d101353916");

        conversation.Finish();

        Assert.AreEqual((int)ReadingStatus.MeterError, (int)conversation.Reading.Status);
        Assert.AreEqual(2, conversation.Reading.ErrorCode);
        Assert.AreEqual(1, conversation.Bus.SentCount);
    }

    [TestMethod]
    [DataRow("AAAAAAAAAAAA", "anybody")]
    [DataRow("AAAAAAAA0161", "shortened")]
    public void AWildcardIsAnsweredByTheMetersOwnAddress(string asked, string what)
    {
        MeterReading reading = Conversation.Read(ForwardTotal(asked), "fefefefe" + GoodReply);

        Assert.AreEqual((int)ReadingStatus.Ok, (int)reading.Status, what);
        Assert.AreEqual(Address, reading.Address, what);
    }

    [TestMethod]
    public void AShortenedAddressIsNotAnsweredByAnotherMeter()
    {
        MeterReading reading = Conversation.Read(ForwardTotal("AAAAAAAA0162"), GoodReply);

        Assert.AreEqual((int)ReadingStatus.NoAnswer, (int)reading.Status);
    }

    [TestMethod]
    [DataRow("6861010000000068910833333333593333338916", (int)ReadingStatus.Ok)]
    [DataRow("6861010000000068910833333333593333b30916", (int)ReadingStatus.OutOfRange)]
    public void ANegativeRegisterIsRefused(string reply, int expected)
    {
        Dlt645Meter combined = new Dlt645Meter(MeterAddress.Parse(Address, 6), 0x00000000);

        Assert.AreEqual(expected, (int)Conversation.Read(combined, reply).Status);
    }

    [TestMethod]
    public void AnUnsignedRegisterUsesAllEightDigits()
    {
        MeterReading reading = Conversation.Read(ForwardTotal(Address), "6861010000000068910833333433ccccccccc816");

        Assert.AreEqual("999999.99", reading.Value.ToString());
        Assert.AreEqual(999999990L, reading.Register);
    }

    [TestMethod]
    public void APublishedBlockGivesTheTotalAndItsTariffs()
    {
        Dlt645Meter meter = new Dlt645Meter(MeterAddress.Parse("005223440001", 6), Block);

        MeterReading reading = Conversation.Read(
            meter, "6801004423520068911833323433bc3633333333333333333333bc363333333333331316");

        Assert.AreEqual(3890L, reading.Register);
        Assert.AreEqual(5, meter.ValueCount);
        Assert.IsTrue(meter.TryGetValue(3, out MeterValue flat));
        Assert.AreEqual("000003.89", flat.ToString());
        Assert.IsFalse(meter.TryGetValue(5, out MeterValue _));
        Assert.IsFalse(meter.TryGetValue(-1, out MeterValue _));
    }

    [TestMethod]
    public void AFollowOnFrameIsAskedForUntilThereIsNoMore()
    {
        Dlt645Meter meter = new Dlt645Meter(MeterAddress.Parse(Address, 6), Block);
        Conversation conversation = new Conversation(meter);
        conversation.Bus.Reply("6861010000000068b10a333234335933333334331216");
        conversation.Bus.Reply("6861010000000068b20b33323433333358333333344616");
        conversation.Bus.Reply("686101000000006892093332343333333333359a16");

        conversation.Finish();

        Expect.Contains(" fefefefe6861010000000068120533323433344916", conversation.Bus.Sent);
        Expect.Contains(" fefefefe6861010000000068120533323433354a16", conversation.Bus.Sent);
        Assert.AreEqual(260L, conversation.Reading.Register);
        Assert.AreEqual(4, meter.ValueCount);
        Assert.IsTrue(meter.TryGetValue(1, out MeterValue tariff));
        Assert.AreEqual("000000.01", tariff.ToString());
    }

    [TestMethod]
    [DataRow("68610100000000689207333234333333353216", (int)ReadingStatus.WrongIdentifier, "another sequence number")]
    [DataRow("68620100000000689207333234333333343216", (int)ReadingStatus.WrongAddress, "another meter")]
    [DataRow("6861010000000068b10a333234335933333334331216", (int)ReadingStatus.WrongIdentifier, "the first part again")]
    [DataRow("", (int)ReadingStatus.NoAnswer, "silence")]
    public void AFollowOnFrameThatDoesNotFitSpoilsTheWhole(string second, int expected, string what)
    {
        const string First = "6861010000000068b10a333234335933333334331216";
        Dlt645Meter meter = new Dlt645Meter(MeterAddress.Any(6), Block);

        MeterReading reading = Conversation.Read(meter, First, second, First, second, First, second);

        Assert.AreEqual(expected, (int)reading.Status, what);
        Assert.AreEqual(0, meter.ValueCount);
    }

    [TestMethod]
    public void FollowOnFramesWithoutEndAreGivenUp()
    {
        Dlt645Meter meter = new Dlt645Meter(MeterAddress.Any(6), Block);
        Conversation conversation = new Conversation(meter);
        conversation.Bus.Reply("6861010000000068b10a333234335933333334331216");
        for (int i = 1; i < 40; i++)
        {
            byte[] next = Bytes.FromHex("6861010000000068b2063332343333000016");
            next[15] = (byte)(Dlt645Frame.DataOffset + i);
            next[16] = SumFrame.Sum(next, 0, 16);
            conversation.Bus.Reply(Bytes.ToHex(next));
        }

        conversation.Finish();

        Assert.AreEqual((int)ReadingStatus.Malformed, (int)conversation.Reading.Status);
        Assert.AreEqual(Limits.MaxDlt645Frames, conversation.Bus.SentCount);
    }

    [TestMethod]
    [DataRow("680802024122006893063b35357455337916", "002241020208", "dwdcth/go645@93079ef dlt_test.go")]
    [DataRow("680100000000006893063433333333339d16", "000000000001", "dwdcth/go645@93079ef dlt_test.go")]
    [DataRow("6812907856341268930645c3ab8967450716", "123456789012", ".NET project Dlt645.Core.Tests")]
    public void TheOneMeterOnALineTellsItsAddress(string reply, string expected, string source)
    {
        MeterReading reading = Conversation.Read(new Dlt645AddressQuery(), "fe" + reply);

        Assert.AreEqual((int)ReadingStatus.Ok, (int)reading.Status, source);
        Assert.AreEqual(expected, reading.Address, source);
        Assert.IsFalse(reading.HasRegister);
    }

    [TestMethod]
    [DataRow("680100000000006893063533333333339e16", (int)ReadingStatus.WrongAddress, "two addresses in one reply")]
    [DataRow("6861010000000068910833333433593333338a16", (int)ReadingStatus.WrongIdentifier, "an energy")]
    [DataRow("68aa", (int)ReadingStatus.Malformed, "torn")]
    public void WhatGivesNoAddressIsSaid(string reply, int expected, string what)
    {
        MeterReading reading = Conversation.Read(new Dlt645AddressQuery(), reply, reply, reply);

        Assert.AreEqual(expected, (int)reading.Status, what);
        Assert.IsNull(reading.Address);
    }

    [TestMethod]
    public void OnlyActiveEnergiesBecomeRegisters()
    {
        MeterAddress address = MeterAddress.Parse(Address, 6);

        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new Dlt645Meter(address, 0x02010100));
        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new Dlt645Meter(address, 0x00010001));
        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new Dlt645Meter(MeterAddress.Any(7), 0x00010000));
    }

    private static Dlt645Meter ForwardTotal(string address)
    {
        return new Dlt645Meter(MeterAddress.Parse(address, 6), Dlt645Meter.ForwardActiveTotal);
    }
}
