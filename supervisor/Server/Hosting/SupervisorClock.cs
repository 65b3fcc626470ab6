namespace Wugang.Supervisor.Server.Hosting;

/// <summary>The supervisor's time. A test may give it another than the machine's.</summary>
internal sealed class SupervisorClock(TimeProvider time)
{
    /// <summary>Milliseconds since 1970 UTC.</summary>
    public long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();
}
