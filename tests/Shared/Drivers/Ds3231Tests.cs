using nanoFramework.TestFramework;
using Wugang.Firmware.Node.Drivers.Ds3231;

namespace Wugang.Tests.Shared.Drivers;

/// <summary>The registers of a DS3231 hold a time, or say that they hold none.</summary>
[TestClass]
public class Ds3231Tests
{
    private const string LeapDay = "59592305290224";
    private const long LeapDayUnixMs = 1709251199000;

    [TestMethod]
    [DataRow("00000007010100", 946684800000L)]
    [DataRow(LeapDay, LeapDayUnixMs)]
    [DataRow("59595905311299", -1L)]
    [DataRow("59592305311299", 4102444799000L)]
    [DataRow("00000006018100", 4102444800000L)]
    public void RegistersAreReadAsATime(string registers, long unixMs)
    {
        Assert.AreEqual(unixMs, Ds3231Registers.ReadUnixMs(WithStatus(registers, 0)));
    }

    [TestMethod]
    [DataRow("00000007010100", 946684800999L)]
    [DataRow(LeapDay, LeapDayUnixMs)]
    public void ATimeIsWrittenInWholeSeconds(string registers, long unixMs)
    {
        byte[] written = new byte[1 + Ds3231Registers.TimeCount];

        Ds3231Registers.WriteTime(unixMs, written, 1);

        Assert.AreEqual("00" + registers, Bytes.ToHex(written));
    }

    [TestMethod]
    [DataRow(0x80)]
    [DataRow(0x88)]
    public void AnOscillatorThatHasStoodStillHasNoTime(int status)
    {
        Assert.AreEqual(Ds3231Registers.NoTimeMs, Ds3231Registers.ReadUnixMs(WithStatus(LeapDay, status)));
    }

    [TestMethod]
    [DataRow("60000001010124")]
    [DataRow("5a000001010124")]
    [DataRow("00600001010124")]
    [DataRow("00002401010124")]
    [DataRow("00004101010124")]
    [DataRow("00000001000124")]
    [DataRow("00000001300223")]
    [DataRow("00000001010024")]
    [DataRow("00000001011324")]
    [DataRow("0000000101012a")]
    [DataRow("ffffffffffffff")]
    public void WhatIsNoTimeIsNone(string registers)
    {
        Assert.AreEqual(Ds3231Registers.NoTimeMs, Ds3231Registers.ReadUnixMs(WithStatus(registers, 0)));
    }

    private static byte[] WithStatus(string time, int status)
    {
        byte[] registers = new byte[Ds3231Registers.Count];
        byte[] read = Bytes.FromHex(time);
        for (int i = 0; i < read.Length; i++)
        {
            registers[i] = read[i];
        }

        registers[Ds3231Registers.Count - 1] = (byte)status;
        return registers;
    }
}
