using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Drivers;

[TestClass]
public class MeterValueTests
{
    [TestMethod]
    [DataRow("26000000", 2, false, "000000.26")]
    [DataRow("99999999", 2, false, "999999.99")]
    [DataRow("00000000", 0, false, "00000000")]
    [DataRow("01050080", 3, true, "-00000.501")]
    [DataRow("01050080", 3, false, "80000.501")]
    [DataRow("3412", 3, false, "1.234")]
    [DataRow("999999999999999999", 17, false, "9.99999999999999999")]
    public void DigitsAreThoseOnTheMeter(string hex, int decimals, bool isSigned, string expected)
    {
        byte[] bytes = Bytes.FromHex(hex);

        Assert.IsTrue(MeterValue.TryReadBcd(bytes, 0, bytes.Length, decimals, isSigned, out MeterValue value));
        Assert.AreEqual(expected, value.ToString());
    }

    [TestMethod]
    [DataRow("0a00", false)]
    [DataRow("a000", false)]
    [DataRow("00fa", true)]
    [DataRow("ffff", false)]
    public void HalfABytesMustBeDigits(string hex, bool isSigned)
    {
        Assert.IsFalse(MeterValue.TryReadBcd(Bytes.FromHex(hex), 0, 2, 1, isSigned, out MeterValue _));
    }

    [TestMethod]
    [DataRow(26L, 8, 2, (int)MeterUnit.KilowattHour, 260L)]
    [DataRow(1234567L, 8, 4, (int)MeterUnit.KilowattHour, 123456L)]
    [DataRow(1999L, 4, 3, (int)MeterUnit.WattHour, 1L)]
    [DataRow(5L, 4, 0, (int)MeterUnit.MegawattHour, 5000000L)]
    [DataRow(12345L, 8, 2, (int)MeterUnit.CubicMetre, 123450L)]
    [DataRow(12345L, 8, 2, (int)MeterUnit.Litre, 123L)]
    [DataRow(9007199254740991L, 16, 0, (int)MeterUnit.WattHour, 9007199254740991L)]
    public void ARegisterIsExactAndNeverRoundedUp(long unscaled, int digits, int decimals, int unit, long expected)
    {
        MeterValue value = new MeterValue(unscaled, digits, decimals);

        Assert.IsTrue(MeterUnits.TryToRegister(value, (MeterUnit)unit, out long register));
        Assert.AreEqual(expected, register);
    }

    [TestMethod]
    [DataRow(-1L, (int)MeterUnit.WattHour)]
    [DataRow(9007199254740992L, (int)MeterUnit.WattHour)]
    [DataRow(9007199254741L, (int)MeterUnit.KilowattHour)]
    [DataRow(999999999999999999L, (int)MeterUnit.MegawattHour)]
    public void ARegisterThatTheWireDoesNotCarryIsRefused(long unscaled, int unit)
    {
        Assert.IsFalse(MeterUnits.TryToRegister(new MeterValue(unscaled, 18, 0), (MeterUnit)unit, out long _));
    }

    [TestMethod]
    public void CountsOutsideTheirRangeAreRefused()
    {
        Type refusal = typeof(ArgumentOutOfRangeException);

        Expect.Throws(refusal, () => new MeterValue(0, 0, 0));
        Expect.Throws(refusal, () => new MeterValue(0, 19, 0));
        Expect.Throws(refusal, () => new MeterValue(0, 2, 2));
        Expect.Throws(refusal, () => new MeterValue(0, 2, -1));
        Expect.Throws(refusal, () => MeterUnits.TryToRegister(new MeterValue(0, 1, 0), 0, out long _));
        Expect.Throws(refusal, () => MeterUnits.IsVolume(0));
    }

    [TestMethod]
    [DataRow("000000000161", true)]
    [DataRow("3A2107000481", true)]
    [DataRow("00000000016", false)]
    [DataRow("0000000001611", false)]
    [DataRow("00000000016G", false)]
    [DataRow("00000000016a", false)]
    [DataRow("", false)]
    public void AnAddressHasTwoDigitsAByte(string text, bool isGood)
    {
        Assert.AreEqual(isGood, MeterAddress.Parse(text, 6) != null);
    }

    [TestMethod]
    public void NoTextIsNoAddress()
    {
        Assert.IsNull(MeterAddress.Parse(null, 6));
    }
}
