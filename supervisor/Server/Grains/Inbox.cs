using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>
/// What has come for one node and is not judged yet. Where several servers share the stream, the records of a node come by several ways and not
/// in their order: one that is ahead of its turn waits a little for those before it.
/// </summary>
/// <param name="patienceMs">How long it waits, in milliseconds; 0 where there is one way only.</param>
internal sealed class Inbox(long patienceMs)
{
    /// <summary>Records that wait for their turn, at most; beyond, they are judged as they are.</summary>
    public const int WaitingMax = 64;

    private static readonly byte[] SequenceMember = "\"seq\":"u8.ToArray();

    private readonly List<Item> _items = [];

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _items.Count == 0;

    /// <summary>Takes in what a server brings.</summary>
    /// <returns>Ends once all of it is durable: with null, or with the reason why it is not.</returns>
    public Task<string?> Add(Delivery delivery, long nowMs)
    {
        Pending pending = new();
        foreach (IncomingMessage message in delivery.Messages)
        {
            pending.Left++;
            _items.Add(new Item(message, SequenceOf(message), nowMs, pending));
        }

        if (pending.Left == 0)
        {
            pending.Done.SetResult(null);
        }

        return pending.Done.Task;
    }

    /// <summary>Takes out what can be judged now, in the order in which to judge it.</summary>
    /// <param name="storedSequence">How far the node's journal is stored.</param>
    /// <param name="nowMs">Milliseconds since 1970 UTC.</param>
    public IReadOnlyList<Item> TakeReady(long storedSequence, long nowMs)
    {
        List<Item> ready = [];
        long next = storedSequence + 1;
        bool isOverfull = _items.Count > WaitingMax;
        int before;
        do
        {
            before = ready.Count;
            _items.RemoveAll(item =>
            {
                bool isReady = isOverfull || item.Sequence <= next || nowMs - item.SinceMs >= patienceMs;
                if (isReady)
                {
                    ready.Add(item);
                    next = Math.Max(next, item.Sequence + 1);
                }

                return isReady;
            });
        }
        while (ready.Count > before && _items.Count > 0);
        return ready;
    }

    /// <summary>Tells who brought them what became of some.</summary>
    /// <param name="items">What <see cref="TakeReady"/> gave.</param>
    /// <param name="failure">Null if they are durable, else why they are not: then all that came with them is to come again.</param>
    public void Complete(IReadOnlyList<Item> items, string? failure)
    {
        foreach (Item item in items)
        {
            item.Pending.Left--;
            if (failure is not null || item.Pending.Left == 0)
            {
                item.Pending.Done.TrySetResult(failure);
            }
        }

        if (failure is not null)
        {
            _items.RemoveAll(item => item.Pending.Done.Task.IsCompleted);
        }
    }

    /// <summary>The number of a record of the journal as far as it can be told before it is verified: 0 for everything else.</summary>
    private static long SequenceOf(IncomingMessage message)
    {
        // In canonical JSON nothing behind the top level's "seq" can hold another one.
        ReadOnlySpan<byte> bytes = message.Bytes;
        int at = message.Topic.EndsWith("/journal", StringComparison.Ordinal) ? bytes.LastIndexOf(SequenceMember) : -1;
        return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(bytes[(at + SequenceMember.Length)..], out long sequence, out _)
            ? sequence
            : 0;
    }

    /// <summary>A message in the inbox.</summary>
    internal sealed record Item(IncomingMessage Message, long Sequence, long SinceMs, Pending Pending);

    /// <summary>A delivery of which something is in the inbox.</summary>
    internal sealed class Pending
    {
        public int Left { get; set; }

        public TaskCompletionSource<string?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
