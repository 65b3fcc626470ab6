using System.Threading.Channels;
using Wugang.Sim.Board;

namespace Wugang.Sim.App.Phone;

/// <summary>Waits for what notifications bring.</summary>
internal sealed class News
{
    private readonly Channel<bool> _news = Channel.CreateUnbounded<bool>();

    /// <summary>Something was notified.</summary>
    public void Come()
    {
        _news.Writer.TryWrite(true);
    }

    /// <summary>Waits until a condition is met; it is looked at again with each notification.</summary>
    /// <exception cref="PhoneException">It was not met in time, or the connection is gone.</exception>
    public async Task WaitAsync(Func<bool> condition, TimeSpan timeout, VirtualGattConnection connection, Saying otherwise)
    {
        using CancellationTokenSource end = new(timeout);
        _ = connection.Closed.ContinueWith(
            _ => Come(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!condition())
        {
            if (!connection.IsOpen)
            {
                throw new PhoneException(new Saying("与节点的蓝牙连接断开了", "The Bluetooth connection to the node is gone"));
            }

            try
            {
                await _news.Reader.ReadAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new PhoneException(otherwise);
            }
        }
    }
}
