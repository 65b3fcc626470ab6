using System.Diagnostics;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A program of ours as a person starts it.</summary>
internal static class DotnetProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="assembly">The program's assembly.</param>
    /// <param name="input">What is typed at its prompt.</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<(int Code, string Output, string Error)> RunAsync(string assembly, string input, params string[] arguments)
    {
        return RunAsync(assembly, input, new Dictionary<string, string?>(), arguments);
    }

    /// <summary>Runs it to its end, with variables of its environment.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string assembly, string input, IReadOnlyDictionary<string, string?> variables, string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using CancellationTokenSource limit = new(Eventually.Patience);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }
}
