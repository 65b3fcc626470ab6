using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Drivers;

/// <summary>Frames as published: each row is a frame, what it says, and number and source in the list of vectors.</summary>
[TestClass]
public class Cjt188FrameTests
{
    [TestMethod]
    [DataRow(
        "68104433221100337881161f9000007766552c007766552c3101221105152021841316",
        "10 78330011223344 81 901F low 00 556677.00 m3 556677.00 m3 2015-05-11 22:01:31 closed",
        "3: hupengwu/fox-edge-server-protocol@564c5f6 (cjt188 Demo.java / conf simulator)")]
    [DataRow(
        "6810180212202000008116901f00000200002c000200002c0000000000000000ff8516",
        "10 00002020120218 81 901F high 00 000002.00 m3 000002.00 m3 0000-00-00 00:00:00 open",
        "6: hupengwu/fox-edge-server-protocol@564c5f6 (cjt188 Demo.java / conf simulator)")]
    [DataRow(
        "6810670517240000008116901f01000300002c000300002c0000000000000000ffc316",
        "10 00000024170567 81 901F high 01 000003.00 m3 000003.00 m3 0000-00-00 00:00:00 open",
        "10: Luat/OpenLuat lua comments")]
    [DataRow(
        "6810891070800000008116901f01000000002c000000002c0000000000000000ff9f16",
        "10 00000080701089 81 901F high 01 000000.00 m3 000000.00 m3 0000-00-00 00:00:00 open",
        "11: OpenLuat lua 45840420104")]
    [DataRow(
        "6810010023091820008116901f01600000002c600000002c602020000000000000dc16",
        "10 00201809230001 81 901F high 01 000000.60 m3 000000.60 m3 0000-00-00 20:20:60 open",
        "15: Java ReceiveDataHelper main()")]
    [DataRow(
        "68106900010717200081161f9002000000002c000000002c595416190817201301ef16",
        "10 00201707010069 81 901F low 02 000000.00 m3 000000.00 m3 2017-08-19 16:54:59 faulty",
        "19: Java backend comment")]
    [DataRow(
        "68300300000000000081161f90ff452301002c000001002c0030140801262004003916",
        "30 00000000000003 81 901F low FF 000123.45 m3 000100.00 m3 2026-01-08 14:30:00 open battery low",
        "27: this file")]
    public void APublishedAmountSaysWhatItsSourceSays(string hex, string expected, string source)
    {
        AssertSays(expected, hex, source);
    }

    [TestMethod]
    [DataRow(
        "68104433221100337801031f90008016", "10 78330011223344 01 901F low 00",
        "1: cnblogs.com/yangykaifa/p/7010777.html, hftangyu.com/563.html (explains every byte)")]
    [DataRow(
        "68100100000508000001031f90003916", "10 00000805000001 01 901F low 00",
        "4: hupengwu/fox-edge-server-protocol@564c5f6 (cjt188 Demo.java / conf simulator)")]
    [DataRow(
        "6810010000050800008303810a009716", "10 00000805000001 83 810A high 00",
        "7: hupengwu/fox-edge-server-protocol@564c5f6 (cjt188 Demo.java / conf simulator)")]
    [DataRow(
        "6810010000050800002a04a0170055c016", "10 00000805000001 2A A017 high 00",
        "8: hupengwu/fox-edge-server-protocol@564c5f6 (cjt188 Demo.java / conf simulator)")]
    [DataRow(
        "6810aaaaaaaaaaaaaa0103901faa7b16", "10 AAAAAAAAAAAAAA 01 901F high AA",
        "17: Go shuibiao collector comment, marked as received from the meter")]
    [DataRow(
        "68300300000000000001031f90ff4d16", "30 00000000000003 01 901F low FF",
        "21: gas meter command list, Android com.example.uart ConstData.java 2015")]
    [DataRow(
        "683003000000000000040417a00199f416", "30 00000000000003 04 A017 low 01",
        "23: gas meter command list, Android com.example.uart ConstData.java 2015")]
    [DataRow(
        "683003000000000000150a18a0ff050000000000007616", "30 00000000000003 15 A018 low FF",
        "24: gas meter command list, Android com.example.uart ConstData.java 2015")]
    [DataRow(
        "683003000000000000160816a0ff78563412008216", "30 00000000000003 16 A016 low FF",
        "25: gas meter command list, Android com.example.uart ConstData.java 2015")]
    public void AnotherPublishedFrameSaysWhatItsSourceSays(string hex, string expected, string source)
    {
        AssertSays(expected, hex, source);
    }

    [TestMethod]
    [DataRow(
        "68104433221100337881161f9000007766552c007766552c3101221105152021840816", "13",
        "2: cnblogs.com/yangykaifa/p/7010777.html, hftangyu.com/563.html (explains every byte)")]
    [DataRow(
        "6810112233445566778116901f01132333432c142434442c201607150959591122a416", "8f",
        "26: PHP NB-IoT CJ188 test cases - simulated")]
    [DataRow(
        "6830112233445566778116901f01132333432c142434442c201607150959591122a416", "af",
        "28: PHP NB-IoT CJ188 test cases - simulated")]
    public void APublishedFrameWithAWrongChecksumIsRefused(string hex, string rightChecksum, string source)
    {
        byte[] bytes = Bytes.FromHex(hex);
        Cjt188Frame frame = new Cjt188Frame();

        Assert.AreEqual((int)FrameStatus.BadChecksum, (int)frame.Read(bytes, 0, bytes.Length), source);
        bytes[bytes.Length - 2] = Bytes.FromHex(rightChecksum)[0];
        Assert.AreEqual((int)FrameStatus.Ok, (int)frame.Read(bytes, 0, bytes.Length), source);
    }

    [TestMethod]
    [DataRow("", (int)FrameStatus.Incomplete)]
    [DataRow("6810443322110033780103", (int)FrameStatus.Incomplete)]
    [DataRow("68104433221100337801031f900080", (int)FrameStatus.Incomplete)]
    [DataRow("16104433221100337801031f90008016", (int)FrameStatus.NoStart)]
    [DataRow("68104433221100337801031f90008017", (int)FrameStatus.BadEnd)]
    [DataRow("68104433221100337801c9", (int)FrameStatus.BadLength)]
    public void WhatIsNoFrameIsSaid(string hex, int expected)
    {
        byte[] bytes = Bytes.FromHex(hex);

        Assert.AreEqual(expected, (int)new Cjt188Frame().Read(bytes, 0, bytes.Length));
    }

    [TestMethod]
    [DataRow("00000000000003", 0x30, false, 0xFF, "fefefefe68300300000000000001031f90ff4d16")]
    [DataRow("78330011223344", 0x10, false, 0x00, "fefefefe68104433221100337801031f90008016")]
    [DataRow("AAAAAAAAAAAAAA", 0x10, true, 0xAA, "fefefefe6810aaaaaaaaaaaaaa0103901faa7b16")]
    public void ARequestIsThatOfTheVectors(string address, int type, bool isHighByteFirst, int sequence, string expected)
    {
        byte[] target = new byte[64];

        int count = Cjt188Request.WriteRead(
            target,
            (byte)type,
            MeterAddress.Parse(address, Cjt188Frame.AddressBytes),
            Cjt188Amounts.MeteringData,
            isHighByteFirst,
            (byte)sequence);

        Assert.AreEqual(expected, Bytes.ToHex(Bytes.Slice(target, 0, count)));
    }

    [TestMethod]
    [DataRow(0x00, (int)Cjt188StatusReading.LowBits, "open")]
    [DataRow(0x01, (int)Cjt188StatusReading.LowBits, "closed")]
    [DataRow(0x03, (int)Cjt188StatusReading.LowBits, "faulty")]
    [DataRow(0x04, (int)Cjt188StatusReading.LowBits, "open battery low")]
    [DataRow(0xC4, (int)Cjt188StatusReading.HighBits, "faulty")]
    [DataRow(0x40, (int)Cjt188StatusReading.HighBits, "closed")]
    [DataRow(0x20, (int)Cjt188StatusReading.HighBits, "open battery low")]
    [DataRow(0xFF, (int)Cjt188StatusReading.None, "unknown")]
    public void AStatusIsReadAsItsVendorMeansIt(int status, int reading, string expected)
    {
        Assert.AreEqual(expected, Describe(new Cjt188Status((byte)status, (Cjt188StatusReading)reading)));
    }

    [TestMethod]
    public void NoStatusSaysNothing()
    {
        Assert.AreEqual("unknown", Describe(default));
    }

    private static void AssertSays(string expected, string hex, string source)
    {
        byte[] bytes = Bytes.FromHex(hex);
        Cjt188Frame frame = new Cjt188Frame();

        Assert.AreEqual((int)FrameStatus.Ok, (int)frame.Read(bytes, 0, bytes.Length), source);
        Assert.AreEqual(expected, Describe(frame, bytes), source);
        Assert.AreEqual(bytes.Length, frame.FrameBytes);
    }

    /// <summary>Kind, address, control, identifier and its order, sequence number and what follows, as the vectors have it.</summary>
    private static string Describe(Cjt188Frame frame, byte[] bytes)
    {
        int data = frame.DataIndex;
        string text = MeterAddress.Format(bytes, 1, 1)
            + " " + MeterAddress.Format(bytes, frame.AddressIndex, Cjt188Frame.AddressBytes)
            + " " + MeterAddress.Format(bytes, 9, 1)
            + " " + frame.Identifier.ToString("X4")
            + (frame.IsHighByteFirst ? " high " : " low ")
            + MeterAddress.Format(bytes, data + 2, 1);
        return frame.IsReply && frame.DataCount == Cjt188Amounts.FullDataBytes
            ? text
                + DescribeAmount(bytes, data + Cjt188Amounts.CurrentIndex)
                + DescribeAmount(bytes, data + Cjt188Amounts.SettlementIndex)
                + " " + Cjt188Amounts.FormatTime(bytes, data + Cjt188Amounts.TimeIndex)
                + " " + Describe(new Cjt188Status(bytes[data + Cjt188Amounts.StatusIndex], Cjt188StatusReading.LowBits))
            : text;
    }

    private static string DescribeAmount(byte[] bytes, int index)
    {
        Assert.IsTrue(Cjt188Amounts.TryReadAmount(bytes, index, out MeterValue value));
        return " " + value.ToString() + " " + Cjt188Units.NameOf(Cjt188Amounts.UnitOf(bytes, index));
    }

    private static string Describe(Cjt188Status status)
    {
        string valve = status.Valve == ValveState.Open ? "open"
            : status.Valve == ValveState.Closed ? "closed"
            : status.Valve == ValveState.Faulty ? "faulty"
            : "unknown";
        return status.IsBatteryLow ? valve + " battery low" : valve;
    }
}
