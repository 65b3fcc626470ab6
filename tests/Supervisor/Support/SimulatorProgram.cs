namespace Wugang.Tests.Supervisor.Support;

/// <summary>The simulator as a person starts it: a program with a command line.</summary>
internal static class SimulatorProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="input">What is typed at its prompt.</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        return DotnetProgram.RunAsync("Wugang.Sim.App", input, arguments);
    }
}
