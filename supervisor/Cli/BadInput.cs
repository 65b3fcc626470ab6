using System.CommandLine;

namespace Wugang.Supervisor.Cli;

/// <summary>Runs what a command does; what is wrong with its files or options is said on the error output.</summary>
internal static class BadInput
{
    public static void SetGuarded(this Command command, Func<ParseResult, int> run)
    {
        command.SetAction(parsed =>
        {
            try
            {
                return run(parsed);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.BadInput;
            }
            catch (OverflowException)
            {
                Console.Error.WriteLine("The numbers are too large to be added up.");
                return ExitCode.BadInput;
            }
        });
    }
}
