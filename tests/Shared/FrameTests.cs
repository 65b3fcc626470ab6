using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class FrameTests
{
    [TestMethod]
    public void TheCheckValueIsThatOfCrc32()
    {
        byte[] digits = Ascii.GetBytes("x123456789");

        Assert.AreEqual(0xCBF43926, Crc32.Compute(digits, 1, 9));
        Assert.AreEqual(0u, Crc32.Compute(digits, 1, 0));
    }

    [TestMethod]
    public void AFrameGivesBackItsContent()
    {
        byte[] frame = FrameOf("hello");

        Assert.AreEqual(5, Frame.ContentCount(frame, 0, frame.Length));
        Assert.AreEqual("hello", Ascii.GetString(frame, Frame.HeaderBytes, 5));
    }

    [TestMethod]
    public void ATornFrameIsNoFrame()
    {
        byte[] frame = FrameOf("hello");

        for (int end = 0; end < frame.Length; end++)
        {
            Assert.AreEqual(-1, Frame.ContentCount(frame, 0, end));
        }
    }

    [TestMethod]
    public void AFlippedBitAtAnyPlaceIsSeen()
    {
        byte[] frame = FrameOf("hello");

        for (int bit = 0; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.AreEqual(-1, Frame.ContentCount(frame, 0, frame.Length), bit.ToString());
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestMethod]
    [DataRow(0x00)]
    [DataRow(0xFF)]
    public void ErasedFlashIsNoFrame(int value)
    {
        byte[] flash = new byte[64];
        for (int i = 0; i < flash.Length; i++)
        {
            flash[i] = (byte)value;
        }

        Assert.AreEqual(-1, Frame.ContentCount(flash, 0, flash.Length));
    }

    [TestMethod]
    [DataRow(0L, "0000000000000000")]
    [DataRow(1L, "0100000000000000")]
    [DataRow(-1L, "ffffffffffffffff")]
    [DataRow(0x0102030405060708L, "0807060504030201")]
    [DataRow(long.MinValue, "0000000000000080")]
    [DataRow(long.MaxValue, "ffffffffffffff7f")]
    public void AnIntegerIsWrittenLowestByteFirst(long value, string hex)
    {
        byte[] buffer = new byte[10];

        LittleEndian.WriteInt64(buffer, 1, value);

        Assert.AreEqual("00" + hex + "00", Bytes.ToHex(buffer));
        Assert.AreEqual(value, LittleEndian.ReadInt64(buffer, 1));
    }

    private static byte[] FrameOf(string text)
    {
        byte[] frame = new byte[Frame.HeaderBytes + text.Length];
        Frame.Write(Ascii.GetBytes(text), 0, text.Length, frame);
        return frame;
    }
}
