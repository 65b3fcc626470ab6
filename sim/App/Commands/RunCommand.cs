using System.CommandLine;
using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.App.Commands;

/// <summary><c>run</c>: text scenarios in virtual time.</summary>
internal static class RunCommand
{
    private const string Extension = ".scenario";

    public static Command Create()
    {
        Argument<string> path = new("file-or-folder") { Description = "A scenario, or a folder of *.scenario files." };
        Option<long?> seed = IntegerOption.Create("--seed", 0, long.MaxValue, "Everything that is random derives from it (1).");
        Option<bool> trace = new("--trace") { Description = "Print everything that happens." };
        Option<bool> wireless = new("--wireless") { Description = "Zones whose wires no line touches are at radio sensors." };
        Command command = new("run", "Runs text scenarios in virtual time (docs/reference/scenarios.md).") { path, seed, trace, wireless };
        command.SetAction(parsed => Run(
            parsed.GetValue(path)!,
            parsed.GetValue(seed) ?? 1,
            parsed.GetValue(trace),
            parsed.GetValue(wireless),
            Console.Out,
            Console.Error));
        return command;
    }

    private static int Run(string path, long seed, bool hasTrace, bool isWireless, TextWriter output, TextWriter error)
    {
        string[] files = FindFiles(path);
        if (files.Length == 0)
        {
            error.WriteLine(Directory.Exists(path)
                ? $"There is no *{Extension} file in the folder '{path}'."
                : $"There is no file or folder '{path}'.");
            return ExitCode.BadInput;
        }

        List<Scenario> scenarios = [];
        bool isAnyWrong = false;
        foreach (string file in files)
        {
            Scenario? scenario = Read(file, isWireless, error);
            isAnyWrong |= scenario is null;
            if (scenario is not null)
            {
                scenarios.Add(scenario);
            }
        }

        return isAnyWrong ? ExitCode.BadInput : RunAll(scenarios, seed, hasTrace, output);
    }

    private static string[] FindFiles(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        return Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
    }

    private static Scenario? Read(string file, bool isWireless, TextWriter error)
    {
        try
        {
            Scenario? scenario = ScenarioReader.Read(
                file, File.ReadAllText(file), isWireless, out IReadOnlyList<ScenarioError> errors);
            foreach (ScenarioError wrong in errors)
            {
                error.WriteLine(wrong);
            }

            return scenario;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{file} cannot be read: {e.Message}");
            return null;
        }
    }

    private static int RunAll(List<Scenario> scenarios, long seed, bool hasTrace, TextWriter output)
    {
        int failedCount = 0;
        foreach (Scenario scenario in scenarios)
        {
            ScenarioResult result = ScenarioRunner.Run(scenario, seed, hasTrace ? output : null);
            output.WriteLine(ScenarioReport.Of(result));
            failedCount += result.Failure is null ? 0 : 1;
        }

        output.WriteLine($"scenarios={scenarios.Count} failed={failedCount}");
        return failedCount == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
