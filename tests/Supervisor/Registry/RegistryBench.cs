using Wugang.Supervisor.Registry;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Registry;

/// <summary>An empty registry on one of the engines.</summary>
internal sealed class RegistryBench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string? _database;

    public RegistryBench(string engine)
    {
        _database = engine == "postgres" ? PostgresServer.MakeDatabase() : null;
        Database = Open();
    }

    public RegistryDatabase Database { get; private set; }

    public ShiftedTime Time { get; } = new();

    /// <summary>Another server's view of the same tables.</summary>
    public RegistryDatabase Open()
    {
        return _database is null ? RegistryDatabase.OpenFile(_folder.PathOf("registry.db"), Time) : RegistryDatabase.OpenPostgres(_database, Time);
    }

    public void Reopen()
    {
        Database.Dispose();
        Database = Open();
    }

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
