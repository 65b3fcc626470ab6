using System.Text;
using System.Text.Json;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>The example of docs/guides/audit-bills.md, and what a person gets wrong (clause P6).</summary>
[TestClass]
public sealed class AuditCommandTests
{
    private static readonly string Examples = Path.Combine(TariffFiles.Folder, "examples");

    [TestMethod]
    [DataRow("utf-8")]
    [DataRow("gb18030")]
    public async Task TheExampleOfTheGuideFindsTheWronglyPricedBill(string encoding)
    {
        using TempFolder folder = new();
        string bills = folder.PathOf("bills.csv");
        byte[] text = File.ReadAllBytes(Path.Combine(Examples, "bills.csv"));
        File.WriteAllBytes(bills, encoding == "utf-8" ? text : Encoding.Convert(Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(encoding)!, text));

        (int code, string output, string error) = await AuditAsync(
            "--bills", bills, "--accounts", Path.Combine(Examples, "accounts.json"), "--mapping", Path.Combine(Examples, "state-grid-style.mapping.json"), "--json", "--out", folder.PathOf("verdicts.csv"));

        Assert.AreEqual(0, code, error);
        string[] verdicts = [.. JsonElement.Parse(output).GetProperty("bills").EnumerateArray().Select(bill =>
            $"{bill.GetProperty("bill")} {bill.GetProperty("verdict")} {bill.GetProperty("difference_fen")} {bill.GetProperty("quantity_off")}")];
        CollectionAssert.AreEqual(
            new[] { "202601-0045 applied -23 False", "202602-0045 not_applied 13522 False", "202603-0045 applied 1196 True" }, verdicts);
        Assert.AreEqual(4, File.ReadAllLines(folder.PathOf("verdicts.csv")).Length);
    }

    [TestMethod]
    [DataRow("--accounts none.json", "none.json")]
    [DataRow("--tolerance-fen -1", "--tolerance-fen: must be from 0 to 100000")]
    [DataRow("", "--tariff is missing")]
    [DataRow("--tariff {0} --class best --registers x.csv", "--class: tariff 'fictional-electricity' has no class 'best'")]
    [DataRow("--tariff {0} --class residential --otherwise best --registers x.csv", "--otherwise: tariff 'fictional-electricity' has no class 'best'")]
    public async Task WhatCannotBeAuditedIsSaidAndNothingIsPrinted(string options, string expected)
    {
        using TempFolder folder = new();
        string[] words = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "{0}" ? TariffFiles.PathOf("fictional-electricity") : word)];

        (int code, string output, string error) = await AuditAsync(["--bills", Path.Combine(Examples, "bills.csv"), .. words]);

        Assert.AreEqual(2, code);
        Assert.IsEmpty(output);
        Assert.Contains(expected, error);
    }

    private static Task<(int Code, string Output, string Error)> AuditAsync(params string[] arguments)
    {
        return DotnetProgram.RunAsync("Wugang.Supervisor.Cli", "", ["audit", .. arguments]);
    }
}
