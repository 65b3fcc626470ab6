using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Drivers;

[TestClass]
public class ModbusTests
{
    private const int Address = 0x0156;

    /// <summary>"Modbus over serial line" V1.02, 6.2.2: the bytes 02 07 have the check 1241H, low byte first on the line.</summary>
    [TestMethod]
    public void TheCheckIsThatOfTheStandard()
    {
        Assert.AreEqual(0x1241, Crc16.Compute(Bytes.FromHex("0207"), 0, 2));
        Assert.IsTrue(Crc16.IsRight(Bytes.FromHex("02074112"), 0, 4));
        Assert.IsFalse(Crc16.IsRight(Bytes.FromHex("02071241"), 0, 4));
    }

    [TestMethod]
    [DataRow(1, true, "010402ffffb880", "65535", 655350L)]
    [DataRow(2, true, "010404000f4240fad7", "1000000", 10000000L)]
    [DataRow(2, false, "0104044240000fae2c", "1000000", 10000000L)]
    [DataRow(4, true, "0104080000000000bc614e4c4d", "12345678", 123456780L)]
    public void WidthAndOrderAreThoseOfTheTable(int words, bool isHighFirst, string reply, string digits, long register)
    {
        MeterReading reading = Conversation.Read(Meter(words, isHighFirst), reply);

        Assert.AreEqual((int)ReadingStatus.Ok, (int)reading.Status);
        Assert.AreEqual(digits, Significant(reading.Value.ToString()));
        Assert.AreEqual(register, reading.Register);
        Assert.AreEqual("1", reading.Address);
    }

    [TestMethod]
    [DataRow(1, " 010401560001d026")]
    [DataRow(2, " 0104015600029027")]
    [DataRow(4, " 0104015600041025")]
    public void ARequestAsksForTheRegistersOfOneNumber(int words, string expected)
    {
        Conversation conversation = new Conversation(Meter(words, true));

        conversation.Begin();
        conversation.Pass(200);

        Assert.AreEqual(expected, conversation.Bus.Sent);
    }

    [TestMethod]
    [DataRow("", (int)ReadingStatus.NoAnswer, "silence")]
    [DataRow("010404000f42400000", (int)ReadingStatus.BadChecksum, "check")]
    [DataRow("010404000f4240fa", (int)ReadingStatus.Malformed, "torn")]
    [DataRow("020404000f4240c9d7", (int)ReadingStatus.WrongAddress, "the neighbour")]
    [DataRow("010304000f4240fb60", (int)ReadingStatus.WrongIdentifier, "the other function")]
    [DataRow("01040242408860", (int)ReadingStatus.Malformed, "half of the number")]
    [DataRow("0104015600029027", (int)ReadingStatus.NoAnswer, "nothing but the echo")]
    public void NothingButTheAnswerGivesAValue(string reply, int expected, string what)
    {
        MeterReading reading = Conversation.Read(Meter(2, true), reply, reply, reply);

        Assert.AreEqual(expected, (int)reading.Status, what);
        Assert.IsFalse(reading.HasRegister);
    }

    [TestMethod]
    public void AnExceptionSaysWhich()
    {
        MeterReading reading = Conversation.Read(Meter(2, true), "018402c2c1");

        Assert.AreEqual((int)ReadingStatus.MeterError, (int)reading.Status);
        Assert.AreEqual(2, reading.ErrorCode);
    }

    [TestMethod]
    public void ANumberOfMoreThanEighteenDigitsIsRefused()
    {
        MeterReading reading = Conversation.Read(Meter(4, true), "010408ffffffffffffffff6589");

        Assert.AreEqual((int)ReadingStatus.OutOfRange, (int)reading.Status);
    }

    [TestMethod]
    public void AReplyBehindNoiseIsFound()
    {
        Assert.AreEqual(10000000L, Conversation.Read(Meter(2, true), "0001010404000f4240fad7").Register);
    }

    [TestMethod]
    [DataRow(0x05, 0, 2, 2, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, -1, 2, 2, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, 65535, 2, 2, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, 0, 3, 2, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, 0, 2, 7, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, 0, 1, 5, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, 0, 2, -1, (int)MeterUnit.KilowattHour)]
    [DataRow(0x03, 0, 2, 2, 0)]
    [DataRow(0x03, 0, 2, 2, 6)]
    public void ARowOfTheTableOutsideItsRangeIsRefused(int function, int address, int words, int decimals, int unit)
    {
        Expect.Throws(
            typeof(ArgumentOutOfRangeException),
            () => new ModbusRegister((byte)function, address, words, true, decimals, (MeterUnit)unit));
    }

    [TestMethod]
    public void AMetersNumberIsOneTo247()
    {
        ModbusRegister register = new ModbusRegister(3, 65535, 1, true, 4, MeterUnit.CubicMetre);

        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new ModbusMeter(0, register));
        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new ModbusMeter(248, register));
    }

    private static ModbusMeter Meter(int words, bool isHighFirst)
    {
        return new ModbusMeter(
            1,
            new ModbusRegister(
                ModbusFunction.ReadInputRegisters, Address, words, isHighFirst, 2, MeterUnit.KilowattHour));
    }

    /// <summary>The digits without leading zeros and point.</summary>
    private static string Significant(string digits)
    {
        int point = digits.IndexOf('.');
        string all = digits.Substring(0, point) + digits.Substring(point + 1);
        return all.TrimStart(new char[] { '0' });
    }
}
