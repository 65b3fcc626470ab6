using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server;

/// <summary>A supervisor of its own: <c>dotnet run --project supervisor/Server -- SETTINGS</c>. Ends at SIGTERM or SIGINT.</summary>
internal static class Program
{
    private const int BadInput = 2;

    private const string Usage = """
        dotnet run --project supervisor/Server -- SETTINGS                               runs a supervisor
        dotnet run --project supervisor/Server -- SETTINGS person add NAME ROLE [AREA]   adds somebody who may sign in
        dotnet run --project supervisor/Server -- SETTINGS person password NAME          gives somebody another password
        docs/reference/server.md says what belongs into SETTINGS.
        """;

    public static async Task<int> Main(string[] args)
    {
        try
        {
            return args switch
            {
                [string settings] => await RunAsync(ServerSettings.Read(settings)),
                [string settings, "person", .. string[] words] => Answer(await PersonCommand.RunAsync(words, ServerSettings.Read(settings), Console.In)),
                _ => Answer(null),
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException or RegistryException)
        {
            Console.Error.WriteLine(e.Message);
            return BadInput;
        }
    }

    private static async Task<int> RunAsync(SupervisorOptions options)
    {
        await using WebApplication app = SupervisorHost.Build(options, TimeProvider.System);
        await app.StartAsync();
        Console.Out.WriteLine($"Listening on {app.Urls.Single()}.");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static int Answer(string? done)
    {
        (done is null ? Console.Error : Console.Out).WriteLine(done ?? Usage);
        return done is null ? BadInput : 0;
    }
}
