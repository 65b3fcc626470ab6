using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Setup;

[TestClass]
public class SetupMessageTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(20)]
    [DataRow(509)]
    public void PiecesOfAnySizeMakeAMessage(int pieceBytes)
    {
        byte[] whole = SetupBench.Message(SetupKind.Settings, new string('x', Limits.MaxSettingsBytes));
        SetupMessage message = new SetupMessage();
        PieceStatus status = PieceStatus.Unfinished;
        for (int at = 0; at < whole.Length; at += pieceBytes)
        {
            Assert.AreEqual((int)PieceStatus.Unfinished, (int)status);
            int count = whole.Length - at < pieceBytes ? whole.Length - at : pieceBytes;
            status = message.Add(Bytes.Slice(whole, at, count));
        }

        Assert.AreEqual((int)PieceStatus.Whole, (int)status);
        Assert.AreEqual((int)SetupKind.Settings, message.Kind);
        Assert.AreEqual(Limits.MaxSettingsBytes, message.ReadContent().Length);
    }

    [TestMethod]
    public void EveryFlippedBitIsSeen()
    {
        byte[] whole = SetupBench.Message(SetupKind.Keys, "keys");
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = Bytes.Slice(whole, 0, whole.Length);
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.AreNotEqual((int)PieceStatus.Whole, (int)new SetupMessage().Add(flipped), bit.ToString());
        }
    }

    [TestMethod]
    public void PiecesInAnotherOrderAreDamage()
    {
        byte[] whole = SetupBench.Message(SetupKind.Keys, "0123456789");
        SetupMessage message = new SetupMessage();

        message.Add(Bytes.Slice(whole, 0, 5));
        message.Add(Bytes.Slice(whole, 9, 4));
        message.Add(Bytes.Slice(whole, 5, 4));

        Assert.AreEqual((int)PieceStatus.Damaged, (int)message.Add(Bytes.Slice(whole, 13, whole.Length - 13)));
    }

    [TestMethod]
    public void MoreThanAnnouncedIsDamageAndTheNextMessageIsRead()
    {
        byte[] whole = SetupBench.Message(SetupKind.Keys, "keys");
        byte[] longer = new byte[whole.Length + 1];
        whole.CopyTo(longer, 0);
        SetupMessage message = new SetupMessage();

        Assert.AreEqual((int)PieceStatus.Damaged, (int)message.Add(longer));
        Assert.AreEqual((int)PieceStatus.Whole, (int)message.Add(whole));
    }

    [TestMethod]
    public void MoreThanThereIsRoomForIsSaidAtOnce()
    {
        SetupMessage message = new SetupMessage();

        Assert.AreEqual((int)PieceStatus.TooLong, (int)message.Add(new byte[] { 1, 1, 24 }), "6145 bytes");
        Assert.AreEqual((int)PieceStatus.Unfinished, (int)message.Add(new byte[] { 1, 0, 24 }), "6144 bytes");
    }
}
