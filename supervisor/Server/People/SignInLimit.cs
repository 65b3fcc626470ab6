using System.Threading.RateLimiting;

namespace Wugang.Supervisor.Server.People;

/// <summary>How often a password may be tried: by name, so that guessing is slow from wherever it comes; and few at once, as hashing is dear.</summary>
internal sealed class SignInLimit : IDisposable
{
    /// <summary>Attempts at one name in a minute.</summary>
    public const int PerMinute = 10;

    private const int AtOnceMax = 2;
    private const int WaitingMax = 20;

    private readonly PartitionedRateLimiter<string> _byName = PartitionedRateLimiter.Create<string, string>(name =>
        RateLimitPartition.GetFixedWindowLimiter(name, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    private readonly ConcurrencyLimiter _atOnce = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnceMax, QueueLimit = WaitingMax });

    /// <summary>Runs an attempt.</summary>
    /// <returns>Whether it was let through, and what came of it.</returns>
    public async Task<(bool IsLetThrough, T? Result)> TryAsync<T>(string name, Func<Task<T?>> attempt)
        where T : class
    {
        using RateLimitLease first = _byName.AttemptAcquire(name);
        if (!first.IsAcquired)
        {
            return (false, null);
        }

        using RateLimitLease second = await _atOnce.AcquireAsync();
        return second.IsAcquired ? (true, await attempt()) : (false, null);
    }

    public void Dispose()
    {
        _byName.Dispose();
        _atOnce.Dispose();
    }
}
