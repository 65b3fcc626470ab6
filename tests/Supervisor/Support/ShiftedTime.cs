namespace Wugang.Tests.Supervisor.Support;

/// <summary>The system's time, put forward as far as a test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _aheadMs;

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _aheadMs, (long)by.TotalMilliseconds);
    }

    public override DateTimeOffset GetUtcNow()
    {
        return base.GetUtcNow().AddMilliseconds(Interlocked.Read(ref _aheadMs));
    }
}
