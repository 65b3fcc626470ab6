using System.Net;
using System.Net.Sockets;

namespace Wugang.Sim.App.Latency;

/// <summary>The wire between a node and its broker, on loopback: whoever holds it can cut it and mend it.</summary>
internal sealed class LinkRelay : IDisposable
{
    private const int BufferBytes = 16384;

    private readonly Lock _lock = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _ends = [];
    private readonly int _brokerPort;
    private bool _isCut;

    /// <summary>Forwards a port of its own to the broker's.</summary>
    public LinkRelay(int brokerPort)
    {
        _brokerPort = brokerPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    /// <summary>TCP port that stands for the broker.</summary>
    public int Port { get; }

    /// <summary>How long every piece of data is on its way; the pieces of one direction go one after the other.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Breaks every connection and lets no new one through.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            foreach (TcpClient end in _ends)
            {
                end.Close();
            }

            _ends.Clear();
        }
    }

    /// <summary>Lets new connections through.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            _isCut = false;
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient node = await _listener.AcceptTcpClientAsync();
                _ = ForwardAsync(node);
            }
        }
        catch (SocketException)
        {
            // The relay is disposed.
        }
        catch (ObjectDisposedException)
        {
            // The same, seen between two accepts.
        }
    }

    private async Task ForwardAsync(TcpClient node)
    {
        using TcpClient near = node;
        using TcpClient far = new();
        near.NoDelay = true;
        far.NoDelay = true;
        try
        {
            if (!TryHold(near))
            {
                return;
            }

            await far.ConnectAsync(IPAddress.Loopback, _brokerPort);
            if (!TryHold(far))
            {
                return;
            }

            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream()), CopyAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut in the middle, or the broker is gone: both ends are closed on the way out.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[BufferBytes];
        for (int count = await from.ReadAsync(buffer); count > 0; count = await from.ReadAsync(buffer))
        {
            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay);
            }

            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    private bool TryHold(TcpClient end)
    {
        lock (_lock)
        {
            if (!_isCut)
            {
                _ends.Add(end);
            }

            return !_isCut;
        }
    }
}
