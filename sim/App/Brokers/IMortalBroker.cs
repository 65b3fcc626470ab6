namespace Wugang.Sim.App.Brokers;

/// <summary>A broker that is killed and started again, on the same port.</summary>
internal interface IMortalBroker : IAsyncDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Starts it; it takes connections when this returns.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    Task StartAsync();

    /// <summary>Ends it at once; what it held in memory is gone.</summary>
    Task KillAsync();
}
