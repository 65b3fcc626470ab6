using System.Collections.Concurrent;
using System.Diagnostics;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// Group commit: whoever has something to store hands it in, and one thread stores all that waits in one transaction. So a disk that
/// takes milliseconds for each commit holds up nobody but the first.
/// </summary>
public sealed class LedgerWriter : IDisposable
{
    /// <summary>Batches that are stored in one transaction at most.</summary>
    public const int GroupMax = 2048;

    private readonly ILedger _ledger;
    private readonly Action<TimeSpan> _committed;
    private readonly BlockingCollection<Submission> _waiting = [];
    private readonly Thread _thread;
    private volatile bool _isWriting = true;

    /// <param name="ledger">Where to store; nobody else may commit to it.</param>
    /// <param name="committed">Told of each commit how long it took.</param>
    public LedgerWriter(ILedger ledger, Action<TimeSpan> committed)
    {
        _ledger = ledger;
        _committed = committed;
        _thread = new Thread(Run) { Name = nameof(LedgerWriter), IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether the newest commit succeeded.</summary>
    public bool IsWriting => _isWriting;

    /// <summary>Stores all of a batch, or nothing. When the task ends, it is durable.</summary>
    /// <exception cref="LedgerConflictException">Somebody else stored records of the same node.</exception>
    /// <exception cref="Exception">The ledger failed; nothing was stored.</exception>
    public Task CommitAsync(LedgerBatch batch)
    {
        if (batch.IsEmpty)
        {
            return Task.CompletedTask;
        }

        Submission submission = new(batch);
        _waiting.Add(submission);
        return submission.Stored.Task;
    }

    /// <summary>Stores what waits, then stops.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        List<Submission> group = [];
        foreach (Submission first in _waiting.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < GroupMax && _waiting.TryTake(out Submission? next))
            {
                group.Add(next);
            }

            Store(group);
        }
    }

    private void Store(IReadOnlyList<Submission> group)
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            _ledger.Commit(LedgerBatch.Merge([.. group.Select(submission => submission.Batch)]));
            _isWriting = true;
            _committed(Stopwatch.GetElapsedTime(start));
        }
        catch (LedgerConflictException) when (group.Count > 1)
        {
            // One of them: each on its own, so that the others do not suffer.
            foreach (Submission submission in group)
            {
                Store([submission]);
            }

            return;
        }
        catch (Exception e)
        {
            _isWriting &= e is LedgerConflictException;
            foreach (Submission submission in group)
            {
                submission.Stored.SetException(e);
            }

            return;
        }

        foreach (Submission submission in group)
        {
            submission.Stored.SetResult();
        }
    }

    private sealed class Submission(LedgerBatch batch)
    {
        public LedgerBatch Batch => batch;

        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
