using System.Text;
using Wugang.Supervisor.Rules.Billing;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Registers from a file: what is wrong is said with file, line and field, and nothing of such a file is used (clause P6).</summary>
[TestClass]
public sealed class RegisterFileTests
{
    private const string Head = "time,register\n";
    private const string January = "2026-01-01T00:00:00+08:00,1000\n";
    private const string February = "2026-02-01T00:00:00+08:00,5000\n";

    [TestMethod]
    [DataRow(Head + January + February)]
    [DataRow(Head + February + January, DisplayName = "in any order")]
    [DataRow(Head + January + January + February, DisplayName = "one twice")]
    [DataRow("\uFEFF" + Head + January + February, DisplayName = "byte order mark")]
    [DataRow("\n\ntime,register\r\n\r\n2026-01-01T00:00:00+08:00,1000\r\n,\r\n2026-02-01T00:00:00+08:00,5000", DisplayName = "blank lines, CR LF, no last line feed")]
    [DataRow("Register , TIME\n1000,2026-01-01T00:00+08:00\n\"5000\",\"2026-01-31T16:00:00Z\"\n", DisplayName = "other order of columns, quotes, UTC")]
    [DataRow("time,register,meter\n2026-01-01T00:00:00.000+08:00,1000,A\n2026-02-01 00:00:00+08:00,5000,A\n", DisplayName = "serial numbers, fractions")]
    public void WhatIsRightIsRead(string text)
    {
        RegisterSeries series = RegisterFile.Read(Encoding.UTF8.GetBytes(text), "r.csv", 0);

        Assert.AreEqual(4000, series.Between(1_767_196_800_000, 1_769_875_200_000));
        Assert.AreEqual((1_767_196_800_000, 1_769_875_200_000), (series.FirstMs, series.LastMs));
    }

    [TestMethod]
    [DataRow("", "r.csv: line 1: is empty; the first line names the columns")]
    [DataRow("\r\n\n", "r.csv: line 1: is empty")]
    [DataRow(Head, "r.csv: there is no register, only a head")]
    [DataRow("time\n2026-01-01T00:00:00Z\n", "r.csv: line 1: there is no column 'register'")]
    [DataRow("time,register,price\n", "r.csv: line 1: column 'price' is not known; known are time, register, meter")]
    [DataRow("time,register,time\n", "r.csv: line 1: column 'time' comes twice")]
    [DataRow("time,register,\n", "r.csv: line 1: a column has no name")]
    [DataRow("time;register\n", "r.csv: line 1: column 'time;register' is not known")]
    [DataRow(Head + January + "2026-01-02T00:00:00+08:00,5,7\n", "r.csv: line 3: has 3 fields, the head has 2")]
    [DataRow(Head + "2026-01-01T00:00:00,1000\n", "r.csv: line 2: time: '2026-01-01T00:00:00' has no offset from UTC")]
    [DataRow(Head + "2026-01-01,1000\n", "r.csv: line 2: time: '2026-01-01' has no offset from UTC")]
    [DataRow(Head + "2026-02-30T00:00:00+08:00,1000\n", "r.csv: line 2: time: '2026-02-30T00:00:00+08:00' is no time")]
    [DataRow(Head + "9999-12-31T23:59:59-12:00,1000\n", "r.csv: line 2: time: '9999-12-31T23:59:59-12:00' is no time")]
    [DataRow(Head + "0001-01-01T00:00:00+08:00,1000\n", "r.csv: line 2: time: '0001-01-01T00:00:00+08:00' is no time")]
    [DataRow(Head + "yesterday,1000\n", "r.csv: line 2: time: 'yesterday' is no time")]
    [DataRow(Head + "2026-01-01T00:00:00+08:00,\n", "r.csv: line 2: register: '' must be a whole number")]
    [DataRow(Head + "2026-01-01T00:00:00+08:00,-1\n", "r.csv: line 2: register: '-1' must be a whole number")]
    [DataRow(Head + "2026-01-01T00:00:00+08:00,1.5\n", "r.csv: line 2: register: '1.5' must be a whole number")]
    [DataRow(Head + "2026-01-01T00:00:00+08:00,9007199254740992\n", "r.csv: line 2: register: '9007199254740992' must be a whole number of Wh or litres from 0 to 9007199254740991")]
    [DataRow(Head + January + "\n2026-01-01T00:00:00+08:00,1001\n", "r.csv: line 4: register: 1001 contradicts 1000 of line 2, which has the same time")]
    [DataRow(Head + "2026-02-01T00:00:00+08:00,999\n" + January, "r.csv: line 2: register: 999 goes back below 1000 of line 3; a rollover or another meter must be said")]
    [DataRow("time,register,meter\n2026-01-01T00:00:00Z,1,A\n2026-01-02T00:00:00Z,1,B\n2026-01-03T00:00:00Z,1,A\n", "r.csv: line 4: meter: 'A' comes back after 'B'")]
    [DataRow(Head + "\"2026-01-01T00:00:00+08:00,1000\n" + February, "r.csv: line 2: has 1 fields, the head has 2")]
    [DataRow(Head + "\0", "r.csv: line 2: holds a byte 0")]
    public void WhatIsWrongIsSaidWithFileLineAndField(string text, string expected)
    {
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => RegisterFile.Read(Encoding.UTF8.GetBytes(text), "r.csv", 0));

        StringAssert.StartsWith(fault.Message, expected);
    }

    [TestMethod]
    public void ARowThatHasNoEndIsSaidSo()
    {
        byte[] text = Encoding.ASCII.GetBytes(Head + new string('x', 17_000_000));

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => RegisterFile.Read(text, "r.csv", 0));

        StringAssert.StartsWith(fault.Message, "r.csv: has a row that is too long");
    }

    [TestMethod]
    [DataRow(5_000L, 400L, "and that is no rollover at 10000")]
    [DataRow(12_000L, 1L, "and that is no rollover at 10000")]
    public void OnlyWhatPassesTheHighestDigitIsARollover(long before, long after, string expected)
    {
        string text = $"{Head}2026-01-01T00:00:00Z,{before}\n2026-01-02T00:00:00Z,{after}\n";

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => RegisterFile.Read(Encoding.UTF8.GetBytes(text), "r.csv", 10_000));

        Assert.Contains(expected, fault.Message);
    }

    [TestMethod]
    public void BothReadingsOfAReplacementMayComeInAnyOrder()
    {
        const string Text = "time,register,meter\n2026-01-02T00:00:00Z,7,B\n2026-01-01T00:00:00Z,100,A\n2026-01-02T00:00:00Z,150,A\n2026-01-03T00:00:00Z,17,B\n";

        RegisterSeries series = RegisterFile.Read(Encoding.UTF8.GetBytes(Text), "r.csv", 0);

        Assert.AreEqual(60, series.Between(series.FirstMs, series.LastMs));
        Assert.IsEmpty(series.Gaps);
    }
}
