namespace Wugang.Supervisor.Server.Grains;

/// <summary>How a grain is called when its time has come.</summary>
internal interface IDueGrain : IGrainWithStringKey
{
    /// <summary>Does what is due by now, and works out anew when the next is.</summary>
    Task TickAsync();
}
