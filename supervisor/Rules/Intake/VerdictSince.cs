namespace Wugang.Supervisor.Rules.Intake;

/// <summary>The present verdict on something, and since when its state has been that.</summary>
public sealed class VerdictSince
{
    /// <summary>The verdict; unknown before the first update.</summary>
    public Verdict Current { get; private set; } = new(VerdictState.Unknown, []);

    /// <summary>Milliseconds since 1970 UTC; 0 before the first update.</summary>
    public long SinceMs { get; private set; }

    /// <summary>Takes the verdict of now.</summary>
    public void Update(Verdict verdict, long nowMs)
    {
        if (SinceMs == 0 || verdict.State != Current.State)
        {
            SinceMs = nowMs;
        }

        Current = verdict;
    }
}
