using Wugang.Supervisor.Ledger;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>Reads what grains go on from, a few at a time, so that a start with many of them leaves room for what arrives.</summary>
internal sealed class LedgerLoader(ILedgerStore ledger) : IDisposable
{
    private const int AtOnceMax = 4;

    private readonly SemaphoreSlim _room = new(AtOnceMax);

    /// <summary>Reads on a thread that may wait for the disk.</summary>
    public async Task<T> LoadAsync<T>(Func<ILedgerStore, T> read)
    {
        await _room.WaitAsync();
        try
        {
            return await Task.Run(() => read(ledger));
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose()
    {
        _room.Dispose();
    }
}
