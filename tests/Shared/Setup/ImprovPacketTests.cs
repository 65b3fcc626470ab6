using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Provisioning;

namespace Wugang.Tests.Shared.Setup;

[TestClass]
public class ImprovPacketTests
{
    // The example of the specification, "Send Wi-Fi settings", with its sum.
    private const string Example = "011e0c4d79576972656c6573734150106d7973656375726570617373776f7264c0";

    [TestMethod]
    public void TheExampleOfTheSpecificationIsRead()
    {
        ImprovPacket packet = new ImprovPacket();

        Assert.AreEqual((int)PieceStatus.Whole, (int)packet.Add(Bytes.FromHex(Example)));

        Assert.AreEqual((int)ImprovCommand.SendWifi, packet.Command);
        Assert.AreEqual("MyWirelessAP", packet.ReadWifi().Name);
        Assert.AreEqual("mysecurepassword", packet.ReadWifi().Password);
    }

    [TestMethod]
    [DataRow("020002", 2)]
    [DataRow("030003", 3)]
    [DataRow("040004", 4)]
    public void ACommandWithoutDataIsWhole(string hex, int command)
    {
        ImprovPacket packet = new ImprovPacket();

        Assert.AreEqual((int)PieceStatus.Whole, (int)packet.Add(Bytes.FromHex(hex)));
        Assert.AreEqual(command, packet.Command);
        Assert.AreEqual(0, packet.DataCount);
        Assert.IsNull(packet.ReadWifi());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(20)]
    public void PiecesOfAnySizeMakeAPacket(int pieceBytes)
    {
        byte[] whole = Bytes.FromHex(Example);
        ImprovPacket packet = new ImprovPacket();
        for (int at = 0; at < whole.Length; at += pieceBytes)
        {
            int count = whole.Length - at < pieceBytes ? whole.Length - at : pieceBytes;
            PieceStatus status = packet.Add(Bytes.Slice(whole, at, count));

            bool isLast = at + count == whole.Length;
            Assert.AreEqual((int)(isLast ? PieceStatus.Whole : PieceStatus.Unfinished), (int)status);
            Assert.AreEqual(!isLast, packet.IsUnfinished);
        }

        Assert.AreEqual("MyWirelessAP", packet.ReadWifi().Name);
    }

    [TestMethod]
    [DataRow("020003")] // wrong sum
    [DataRow("02000202")] // a byte too many
    public void AWrongSumOrLengthIsDamage(string hex)
    {
        ImprovPacket packet = new ImprovPacket();

        Assert.AreEqual((int)PieceStatus.Damaged, (int)packet.Add(Bytes.FromHex(hex)));
        Assert.IsFalse(packet.IsUnfinished);
        Assert.AreEqual((int)PieceStatus.Whole, (int)packet.Add(Bytes.FromHex("020002")), "the next one is read");
    }

    [TestMethod]
    public void EveryFlippedBitOfTheExampleIsDamageOrUnfinished()
    {
        for (int bit = 0; bit < Example.Length * 4; bit++)
        {
            byte[] flipped = Bytes.FromHex(Example);
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.AreNotEqual((int)PieceStatus.Whole, (int)new ImprovPacket().Add(flipped), bit.ToString());
        }
    }

    [TestMethod]
    public void TheLongestPacketFitsAndOneByteMoreIsDamage()
    {
        byte[] longest = new byte[258];
        longest[0] = 9;
        longest[1] = 255;
        longest[257] = (9 + 255) & 0xFF;

        Assert.AreEqual((int)PieceStatus.Whole, (int)new ImprovPacket().Add(longest));
        Assert.AreEqual((int)PieceStatus.Damaged, (int)new ImprovPacket().Add(new byte[259]));
    }

    [TestMethod]
    [DataRow("010100", "its name's length alone")]
    [DataRow("01020041", "an empty name")]
    [DataRow("0103014100ff", "more than both")]
    [DataRow("01030541ff", "a name longer than the data")]
    [DataRow("01040141ff41", "a password longer than the data")]
    [DataRow("010401000141", "a name with a zero byte")]
    [DataRow("010401410100", "a password with a zero byte")]
    public void WhatIsNoNetworkIsNone(string hexWithoutSum, string what)
    {
        byte[] packet = Bytes.FromHex(hexWithoutSum + "00");
        packet[1] = (byte)(packet.Length - 3);
        int sum = 0;
        for (int i = 0; i < packet.Length - 1; i++)
        {
            sum += packet[i];
        }

        packet[packet.Length - 1] = (byte)(sum & 0xFF);
        ImprovPacket read = new ImprovPacket();

        Assert.AreEqual((int)PieceStatus.Whole, (int)read.Add(packet), what);
        Assert.IsNull(read.ReadWifi(), what);
    }
}
