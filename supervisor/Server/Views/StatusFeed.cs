using System.Runtime.CompilerServices;

namespace Wugang.Supervisor.Server.Views;

/// <summary>The newest status document, and all that follow for those who watch.</summary>
internal sealed class StatusFeed
{
    private readonly Lock _lock = new();
    private string _current = "{}";
    private TaskCompletionSource _changed = New();

    public string Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    public void Publish(string document)
    {
        lock (_lock)
        {
            _current = document;
            _changed.SetResult();
            _changed = New();
        }
    }

    /// <summary>The present document, then each newer one; a slow watcher misses those in between. Cancelled, it ends.</summary>
    public async IAsyncEnumerable<string> Follow([EnumeratorCancellation] CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            string document;
            Task changed;
            lock (_lock)
            {
                (document, changed) = (_current, _changed.Task);
            }

            yield return document;
            await changed.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource New()
    {
        return new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
