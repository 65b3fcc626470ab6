namespace Wugang.Supervisor.Server.Grains;

/// <summary>Something on this server that wants to be called when its time has come.</summary>
internal interface IDue
{
    /// <summary>When, in the supervisor's time, milliseconds since 1970 UTC. Read from any thread.</summary>
    long DueMs { get; }

    /// <summary>Calls it, from any thread; before it returns <see cref="DueMs"/> is later.</summary>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    void Call(long nowMs);

    /// <summary>The broker has come back and may have forgotten what was retained: all is to be said anew. From any thread.</summary>
    void OweEverything();
}
