namespace Wugang.Tests.Supervisor.Support;

/// <summary>Stops what the tests of this assembly share.</summary>
[TestClass]
public sealed class SharedServers
{
    [AssemblyCleanup]
    public static void Stop()
    {
        PostgresServer.StopShared();
    }
}
