using nanoFramework.TestFramework;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Drivers;

/// <summary>Frames as published: each row is a frame, what it says, and number and source in the list of vectors.</summary>
[TestClass]
public class Dlt645FrameTests
{
    [TestMethod]
    [DataRow(
        "68610100000000681104333334331416", "000000000161 11 00010000 forward active energy total",
        "1: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000681104333434351716", "000000000161 11 02010100 voltage A",
        "3: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000681104333336351816", "000000000161 11 02030000 active power total",
        "7: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000681104333337351916", "000000000161 11 02040000 reactive power total",
        "9: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000681104333338351a16", "000000000161 11 02050000 apparent power total",
        "11: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000681104333339351b16", "000000000161 11 02060000 power factor total",
        "13: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68200051050326681104333334335116", "260305510020 11 00010000 forward active energy total",
        "19: Django smart_meter tests, constants named CAPTURED_*")]
    [DataRow(
        "68200051050326681104333335335216", "260305510020 11 00020000 reverse active energy total",
        "21: Django smart_meter tests, constants named CAPTURED_*")]
    [DataRow(
        "68080202412200681104353733372a16", "002241020208 11 04000402 meter number",
        "25: dwdcth/go645@93079ef dlt_test.go")]
    [DataRow("68aaaaaaaaaaaa681300df16", "AAAAAAAAAAAA 13", "28: dwdcth/go645@93079ef dlt_test.go")]
    [DataRow(
        "6891400201180768110433333433a516", "071801024091 11 00010000 forward active energy total",
        "38: Android app MainActivity comment")]
    [DataRow(
        "68129078563412681104333334336816", "123456789012 11 00010000 forward active energy total",
        "43: .NET project Dlt645.Core.Tests MeterClientTests.cs, constructed")]
    [DataRow(
        "68907856341200681104333333335516", "001234567890 11 00000000 combined active energy total",
        "47: peace0phmind/dlt645@1ec047a frame_test.go (constructed)")]
    [DataRow(
        "6878563412000068110433343435c916", "000012345678 11 02010100 voltage A",
        "48: peace0phmind/dlt645@1ec047a frame_test.go (constructed)")]
    public void APublishedRequestSaysWhatItsSourceSays(string hex, string expected, string source)
    {
        AssertSays(expected, hex, source);
    }

    [TestMethod]
    [DataRow(
        "6861010000000068910833333433593333338a16",
        "000000000161 91 00010000 forward active energy total = 000000.26 kWh",
        "2: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "682000510503266891083333343333333333a116",
        "260305510020 91 00010000 forward active energy total = 000000.00 kWh",
        "20: Django smart_meter tests, constants named CAPTURED_*")]
    [DataRow(
        "682000510503266891083333353333333333a216",
        "260305510020 91 00020000 reverse active energy total = 000000.00 kWh",
        "22: Django smart_meter tests, constants named CAPTURED_*")]
    [DataRow(
        "6801004423520068911833323433bc3633333333333333333333bc363333333333331316",
        "005223440001 91 0001FF00 forward active energy block = 000003.89 000000.00 000000.00 000003.89 000000.00 kWh",
        "31: themeyic/go-dlt645@b9a2e8e dlt645client.go:98-99 comments")]
    [DataRow(
        "6837030092813968910833333433373333338c16",
        "398192000337 91 00010000 forward active energy total = 000000.04 kWh",
        "33: Netty meter server, DLT645FrameUtils main() comments")]
    [DataRow(
        "6877380628154468910833333433333333333816",
        "441528063877 91 00010000 forward active energy total = 000000.00 kWh",
        "35: obaby blog h4ck.org.cn/2024/10/18421")]
    [DataRow(
        "689140020118076891083333343333333333f516",
        "071801024091 91 00010000 forward active energy total = 000000.00 kWh",
        "39: Android app MainActivity comment")]
    public void APublishedEnergySaysWhatItsSourceSays(string hex, string expected, string source)
    {
        AssertSays(expected, hex, source);
    }

    [TestMethod]
    [DataRow(
        "686101000000006891063334343534431016", "000000000161 91 02010100 voltage A = 100.1 V",
        "4: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000689107333336354558336b16", "000000000161 91 02030000 active power total = 00.2512 kW",
        "8: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "6861010000000068910733333735647633a916",
        "000000000161 91 02040000 reactive power total = 00.4331 kvar",
        "10: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68610100000000689107333338353983338c16",
        "000000000161 91 02050000 apparent power total = 00.5006 kVA",
        "12: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "686101000000006891063333393534380916", "000000000161 91 02060000 power factor total = 0.501",
        "14: WuSong Java tool, Test.java comment listing")]
    [DataRow(
        "68000000000000689106333434354c56d916", "000000000000 91 02010100 voltage A = 231.9 V",
        "16: Go package protocol_stack, TestParseDLT645Frame comments")]
    [DataRow(
        "6881040007213a68910733353535333333ba16", "3A2107000481 91 02020200 current B = 000.000 A",
        "24: zcx1218029121/go645@af08785 protocol_test.go")]
    [DataRow(
        "6808020241220068910a353733373b35357455335116",
        "002241020208 91 04000402 meter number = 002241020208", "26: dwdcth/go645@93079ef dlt_test.go")]
    [DataRow(
        "680802024122006893063b35357455337916", "002241020208 93 002241020208",
        "27: dwdcth/go645@93079ef dlt_test.go")]
    [DataRow(
        "680100000000006893063433333333339d16", "000000000001 93 000000000001",
        "29: dwdcth/go645@93079ef dlt_test.go")]
    [DataRow(
        "6811111111111168910a37373337333389636565c516", "111111111111 91 04000404 rated voltage = 220V V",
        "40: C++/comment listing of trans_d07")]
    [DataRow(
        "6812907856341268930645c3ab8967450716", "123456789012 93 123456789012",
        "45: .NET project Dlt645.Core.Tests MeterClientTests.cs, constructed")]
    public void AnotherPublishedReplySaysWhatItsSourceSays(string hex, string expected, string source)
    {
        AssertSays(expected, hex, source);
    }

    [TestMethod]
    [DataRow(
        "6837030092813968910633343435c756b616", "da",
        "34: Netty meter server, DLT645FrameUtils main() comments")]
    [DataRow(
        "6812907856341268910833333433896745335516", "54",
        "49: .NET project Dlt645.Core.Tests MeterClientTests.cs, constructed")]
    public void APublishedFrameWithAWrongChecksumIsRefused(string hex, string rightChecksum, string source)
    {
        byte[] bytes = Bytes.FromHex(hex);
        Dlt645Frame frame = new Dlt645Frame();

        Assert.AreEqual((int)FrameStatus.BadChecksum, (int)frame.Read(bytes, 0, bytes.Length), source);
        bytes[bytes.Length - 2] = Bytes.FromHex(rightChecksum)[0];
        Assert.AreEqual((int)FrameStatus.Ok, (int)frame.Read(bytes, 0, bytes.Length), source);
    }

    [TestMethod]
    [DataRow("6861", (int)FrameStatus.Incomplete)]
    [DataRow("", (int)FrameStatus.Incomplete)]
    [DataRow("686101000000006811043333343314", (int)FrameStatus.Incomplete)]
    [DataRow("fe68610100000000681104333334331416", (int)FrameStatus.NoStart)]
    [DataRow("6861010000000069", (int)FrameStatus.NoSecondStart)]
    [DataRow("68610100000000691104333334331516", (int)FrameStatus.NoSecondStart)]
    [DataRow("68610100000000681104333334331417", (int)FrameStatus.BadEnd)]
    [DataRow("68610100000000681105333334331416", (int)FrameStatus.Incomplete)]
    [DataRow("68610100000000681103333334331416", (int)FrameStatus.BadEnd)]
    [DataRow("686101000000006811c9", (int)FrameStatus.BadLength)]
    [DataRow("686101000000006811c8", (int)FrameStatus.Incomplete)]
    public void WhatIsNoFrameIsSaid(string hex, int expected)
    {
        byte[] bytes = Bytes.FromHex(hex);

        Assert.AreEqual(expected, (int)new Dlt645Frame().Read(bytes, 0, bytes.Length));
    }

    [TestMethod]
    [DataRow("6861010000000068010243c33b16", "request for 9010, forward active energy")]
    [DataRow("6861010000000068810643c3bcaa89671516", "its reply")]
    [DataRow("6861010000000068c101352916", "a refusal")]
    public void AFrameOf1997IsKnownAsSuch(string hex, string what)
    {
        byte[] bytes = Bytes.FromHex(hex);
        Dlt645Frame frame = new Dlt645Frame();

        Assert.AreEqual((int)FrameStatus.Ok, (int)frame.Read(bytes, 0, bytes.Length), what);
        Assert.IsTrue(frame.IsEdition1997, what);
    }

    [TestMethod]
    [DataRow("000000000161", 0x00010000, "fefefefe68610100000000681104333334331416")]
    [DataRow("260305510020", 0x00020000, "fefefefe68200051050326681104333335335216")]
    [DataRow("000012345678", 0x02010100, "fefefefe6878563412000068110433343435c916")]
    public void ARequestIsThatOfTheVectors(string address, int identifier, string expected)
    {
        byte[] target = new byte[64];

        int count = Dlt645Request.WriteRead(target, MeterAddress.Parse(address, 6), (uint)identifier);

        Assert.AreEqual(expected, Bytes.ToHex(Bytes.Slice(target, 0, count)));
    }

    [TestMethod]
    public void TheAddressIsAskedForAsInTheVectors()
    {
        byte[] target = new byte[64];

        int count = Dlt645Request.WriteReadAddress(target);

        Assert.AreEqual("fefefefe68aaaaaaaaaaaa681300df16", Bytes.ToHex(Bytes.Slice(target, 0, count)));
    }

    private static void AssertSays(string expected, string hex, string source)
    {
        byte[] bytes = Bytes.FromHex(hex);
        Dlt645Frame frame = new Dlt645Frame();

        Assert.AreEqual((int)FrameStatus.Ok, (int)frame.Read(bytes, 0, bytes.Length), source);
        Assert.AreEqual(expected, Describe(frame, bytes), source);
        Assert.AreEqual(bytes.Length, frame.FrameBytes);
    }

    /// <summary>Address, control, identifier, name and value of a frame, as the vectors write them.</summary>
    private static string Describe(Dlt645Frame frame, byte[] bytes)
    {
        byte[] data = new byte[Dlt645Frame.MaxDataBytes];
        frame.CopyData(0, frame.DataCount, data, 0);
        string text = MeterAddress.Format(bytes, frame.AddressIndex, Dlt645Frame.AddressBytes)
            + " " + MeterAddress.Format(bytes, 8, 1);
        if (frame.Function == Dlt645Function.ReadAddress)
        {
            return frame.DataCount == 0 ? text : text + " " + MeterAddress.Format(data, 0, frame.DataCount);
        }

        Dlt645Quantity quantity = Dlt645Quantities.Find(frame.Identifier);
        text += " " + MeterAddress.Format(data, 0, Dlt645Frame.IdentifierBytes) + " " + quantity.NameOf(frame.Identifier);
        int count = quantity.CountValues(frame.Identifier, frame.DataCount - Dlt645Frame.IdentifierBytes);
        for (int i = 0; i < count; i++)
        {
            int at = Dlt645Frame.IdentifierBytes + (i * quantity.ValueBytes);
            text += (i == 0 ? " = " : " ") + quantity.Format(data, at);
        }

        return count == 0 || quantity.Unit.Length == 0 ? text : text + " " + quantity.Unit;
    }
}
