namespace Wugang.Supervisor.Server;

/// <summary>A supervisor of its own: <c>dotnet run --project supervisor/Server -- SETTINGS</c>. Ends at SIGTERM or SIGINT.</summary>
internal static class Program
{
    private const int BadInput = 2;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [string path])
        {
            Console.Error.WriteLine("Say which settings file to start from: dotnet run --project supervisor/Server -- SETTINGS (docs/reference/server.md).");
            return BadInput;
        }

        try
        {
            await using WebApplication app = SupervisorHost.Build(ServerSettings.Read(path), TimeProvider.System);
            await app.StartAsync();
            Console.Out.WriteLine($"Listening on {app.Urls.Single()}.");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return BadInput;
        }
    }
}
