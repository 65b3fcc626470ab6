using System.CommandLine;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Cli;

/// <summary><c>tariff check</c>: every fault of a tariff file by its path.</summary>
internal static class TariffCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "The tariff file." };
        Command check = new("check", "Says what is wrong with a tariff file, by path: gaps, overlaps, impossible tiers, missing sources.") { file };
        check.SetGuarded(parsed => Check(parsed.GetValue(file)!));
        return new Command("tariff", "The prices of utilities, as files.") { check };
    }

    private static int Check(string file)
    {
        Findings findings = new();
        Tariff? tariff = TariffReader.Read(File.ReadAllBytes(file), file, findings);
        foreach (Finding finding in findings.All)
        {
            Console.Out.WriteLine(finding);
        }

        bool isVerified = tariff is not null && tariff.Editions.All(edition => edition.IsVerified);
        Console.Out.WriteLine(
            $"verdict={(tariff is null ? "unusable" : "usable")} errors={findings.All.Count(finding => finding.IsError)} "
            + $"advice={findings.All.Count(finding => !finding.IsError)} verified={(isVerified ? "true" : "false")}");
        return tariff is null ? ExitCode.Flawed : ExitCode.Ok;
    }
}
