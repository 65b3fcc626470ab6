using System.Text.Json;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Prices as a person asks for them on the command line (clause P6).</summary>
[TestClass]
public sealed class PriceCommandTests
{
    private const string Registers = "time,register\n2026-01-01T00:00:00+08:00,1000\n2026-02-01T00:00:00+08:00,301000\n";

    [TestMethod]
    public async Task AsJsonItSaysTheSumAndHowItCameAbout()
    {
        using TempFolder folder = new();
        (int code, string output, string error) = await PriceAsync(folder, "henan-electricity", Registers, "--json");

        Assert.AreEqual(0, code, error);
        JsonElement price = JsonElement.Parse(output);
        Assert.AreEqual(18_400, price.GetProperty("total_fen").GetInt64());
        Assert.AreEqual(300m, price.GetProperty("consumption").GetDecimal());
        Assert.IsFalse(price.GetProperty("verified").GetBoolean());
        string[] lines = [.. price.GetProperty("lines").EnumerateArray().Select(line =>
            $"{line.GetProperty("tier")} {line.GetProperty("period")} {line.GetProperty("quantity")} {line.GetProperty("unit_price")} {line.GetProperty("amount")}")];
        CollectionAssert.AreEqual(new[] { "1 all_day 180 0.56 100.8", "2 all_day 80 0.61 48.8", "3 all_day 40 0.86 34.4" }, lines);
    }

    [TestMethod]
    public async Task AsATableItWarnsOfATariffThatIsNotVerified()
    {
        using TempFolder folder = new();
        (_, string output, _) = await PriceAsync(folder, "henan-electricity", Registers);

        Assert.Contains("not verified: nothing may be called compliant by it", output);
        StringAssert.EndsWith(output.TrimEnd(), "total_fen=18400 verified=false");
    }

    [TestMethod]
    [DataRow("--to", "2026-03-01", "registers.csv by ")]
    [DataRow("--to", "2025-12-31", "the time must end after it begins")]
    [DataRow("--from", "2026-01-01T00:00", "--from: '2026-01-01T00:00' has no offset from UTC")]
    [DataRow("--from", "0001-01-01", "--from: '0001-01-01' is no day from 1970 to 2999")]
    [DataRow("--to", "9999-12-31", "--to: '9999-12-31' is no day from 1970 to 2999")]
    [DataRow("--class", "industrial", "has no class 'industrial' on 2026-01-01; there are residential, residential_time_of_use")]
    [DataRow("--households", "0", "--households: must be from 1 to 10000")]
    [DataRow("--cycle-day", "31", "--cycle-day: must be from 1 to 28")]
    [DataRow("--mixed-percent", "20", "--mixed-class: is missing")]
    [DataRow("--rollover", "0.5", "--rollover: must be from 0 to")]
    [DataRow("--registers", "none.csv", "none.csv")]
    [DataRow("--tariff", "none.json", "none.json")]
    public async Task WhatCannotBePricedIsSaidAndNothingIsPrinted(string option, string value, string expected)
    {
        using TempFolder folder = new();
        (int code, string output, string error) = await PriceAsync(folder, "henan-electricity", Registers, option, value);

        Assert.AreEqual(2, code);
        Assert.IsEmpty(output);
        Assert.Contains(expected, error);
    }

    [TestMethod]
    public async Task AWrongTariffIsNamedByPathAndNotPricedBy()
    {
        using TempFolder folder = new();
        string tariff = folder.PathOf("gap.json");
        File.WriteAllText(tariff, File.ReadAllText(TariffFiles.PathOf("fictional-gas")).Replace("\"2025-11-01\"", "\"2025-11-05\"", StringComparison.Ordinal));

        (int code, string output, _) = await DotnetProgram.RunAsync("Wugang.Supervisor.Cli", "", "tariff", "check", tariff);
        Assert.AreEqual(1, code);
        Assert.AreEqual(
            "error $.editions[1].effective_from: leaves a gap: no price from 2025-11-01 to 2025-11-04\nverdict=unusable errors=1 advice=0 verified=false\n", output);

        (code, output, string error) = await PriceAsync(folder, tariff, Registers);
        Assert.AreEqual(2, code);
        Assert.IsEmpty(output);
        Assert.Contains("gap.json: $.editions[1].effective_from: leaves a gap", error);
    }

    private static Task<(int Code, string Output, string Error)> PriceAsync(TempFolder folder, string tariff, string registers, params string[] more)
    {
        string file = folder.PathOf("registers.csv");
        File.WriteAllText(file, registers);
        Dictionary<string, string> options = new()
        {
            ["--tariff"] = File.Exists(tariff) ? tariff : TariffFiles.PathOf(tariff),
            ["--class"] = "residential",
            ["--registers"] = file,
            ["--from"] = "2026-01-01",
            ["--to"] = "2026-02-01",
        };
        if (more.Length == 2)
        {
            options[more[0]] = more[1];
        }

        IEnumerable<string> arguments = options.SelectMany(option => new[] { option.Key, option.Value }).Concat(more.Length == 1 ? more : []);
        return DotnetProgram.RunAsync("Wugang.Supervisor.Cli", "", ["price", .. arguments]);
    }
}
