using System.Text;
using Wugang.Supervisor.Rules.Billing;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Bills of utilities are imported whole or not at all, and what is wrong is said with file, line and field (clause P6).</summary>
[TestClass]
public sealed class BillFileTests
{
    private const string Head = "bill,account,from,to,quantity,amount\n";
    private const string Good = "1,A,2026-01-01,2026-02-01,300,166.00\n";
    private const string Chinese = "账单编号,户号,户名,起始日期,终止日期,计费电量(千瓦时),应收电费(元)\n7,A,示例托育园,20260101,20260131,300.5,166.01\n";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private static readonly BillMapping Mapping = BillMapping.Read(
        Encoding.UTF8.GetBytes(
            """
            {"to_is":"last_day","date_format":"yyyyMMdd","ignored":["户名"],
             "columns":{"bill":"账单编号","account":"户号","from":"起始日期","to":"终止日期","quantity":"计费电量(千瓦时)","amount":"应收电费(元)"}}
            """),
        "m.json");

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void ChineseHeadsAreReadInBothEncodings(bool isUtf8)
    {
        Bill bill = BillFile.Read((isUtf8 ? Encoding.UTF8 : Gb18030).GetBytes(Chinese), "b.csv", Mapping).Single();

        Assert.AreEqual(new Bill("b.csv", 2, "7", "A", new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), 300_500, 16_601), bill);
    }

    [TestMethod]
    public void AMixtureOfEncodingsIsRefusedByLine()
    {
        byte[] mixed = [.. Encoding.UTF8.GetBytes(Chinese), .. Gb18030.GetBytes("8,A,示例托育园,20260201,20260228,1,1\n")];

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => BillFile.Read(mixed, "b.csv", Mapping));

        StringAssert.StartsWith(fault.Message, "b.csv: line 3: mixed encodings: line 1 is UTF-8, line 3 is not");
    }

    [TestMethod]
    [DataRow("", "b.csv: line 1: is empty")]
    [DataRow(Head, "b.csv: there is no bill, only a head")]
    [DataRow("from,to,quantity\n", "b.csv: line 1: there is no column 'amount'")]
    [DataRow("from,to,quantity,amount,colour\n", "b.csv: line 1: column 'colour' is not known")]
    [DataRow(Head + Good + "1,B,2026-01-01,2026-02-01,1,1\n", "b.csv: line 3: bill: '1' is a duplicate of line 2")]
    [DataRow(Head + Good + "2,A,2026-01-01,2026-02-01,1,1\n", "b.csv: line 3: from: is a duplicate of line 2, account 'A'")]
    [DataRow(Head + Good + "2,A,2026-01-31,2026-03-01,1,1\n", "b.csv: line 3: from: overlaps the time of line 2")]
    [DataRow(Head + "1,A,2026-02-01,2026-01-01,1,1\n", "b.csv: line 2: to: 2026-01-01 is not after 2026-02-01")]
    [DataRow(Head + "1,A,2026-02-01,2026-02-01,1,1\n", "b.csv: line 2: to: 2026-02-01 is not after 2026-02-01")]
    [DataRow(Head + "1,A,2026-02-01,2028-02-01,1,1\n", "b.csv: line 2: to: the bill is of 730 days; 400 are the most")]
    [DataRow(Head + "1,A,2026/02/01,2026-03-01,1,1\n", "b.csv: line 2: from: '2026/02/01' is no day of the form yyyy-MM-dd")]
    [DataRow(Head + "1,A,9999-12-31,9999-12-31,1,1\n", "b.csv: line 2: from: '9999-12-31' is no day")]
    [DataRow(Head + "1,A,2026-02-01,2026-03-01,-1,1\n", "b.csv: line 2: quantity: -1 is negative")]
    [DataRow(Head + "1,A,2026-02-01,2026-03-01,1,-0.01\n", "b.csv: line 2: amount: -0.01 is negative")]
    [DataRow(Head + "1,A,2026-02-01,2026-03-01,1,\"1,000.00\"\n", "b.csv: line 2: amount: '1,000.00' must be a number of yuan")]
    [DataRow(Head + "1,A,2026-02-01,2026-03-01,1,1.005\n", "b.csv: line 2: amount: '1.005' must be a number of yuan from 0 to 1000000000 with at most 2 decimals")]
    [DataRow(Head + "1,A,2026-02-01,2026-03-01,much,1\n", "b.csv: line 2: quantity: 'much' must be a number of kWh or m3")]
    [DataRow(Head + "1,A,2026-02-01\n", "b.csv: line 2: has 3 fields, the head has 6")]
    public void WhatIsWrongIsSaidWithFileLineAndField(string text, string expected)
    {
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => BillFile.Read(Encoding.UTF8.GetBytes(text), "b.csv", BillMapping.Own));

        StringAssert.StartsWith(fault.Message, expected);
    }

    [TestMethod]
    public void AnotherEncodingThanTheOneThatIsSaidIsRefused()
    {
        BillMapping utf8 = Mapping with { Encoding = TextFile.Utf8 };

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => BillFile.Read(Gb18030.GetBytes(Chinese), "b.csv", utf8));

        Assert.AreEqual("b.csv: line 1: is not utf-8", fault.Message);
    }

    [TestMethod]
    [DataRow("{}", "m.json: $.to_is: is missing")]
    [DataRow("{\"to_is\":\"last_day\",\"columns\":{\"from\":\"a\",\"to\":\"b\",\"quantity\":\"c\"}}", "m.json: $.columns.amount: is missing: a text")]
    [DataRow("{\"to_is\":\"last_day\",\"columns\":{\"from\":\"a\",\"to\":\"b\",\"quantity\":\"c\",\"amount\":\"d\",\"tax\":\"e\"}}", "m.json: $.columns.tax: is not known here")]
    public void AMappingThatIsWrongIsNamedByPath(string text, string expected)
    {
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => BillMapping.Read(Encoding.UTF8.GetBytes(text), "m.json"));

        StringAssert.StartsWith(fault.Message, expected);
    }
}
