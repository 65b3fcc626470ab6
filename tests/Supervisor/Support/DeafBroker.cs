using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A broker that answers every MQTT 5 packet, but subscriptions only once it is told to hear them.</summary>
internal sealed class DeafBroker : IAsyncDisposable
{
    private const byte Connect = 1;
    private const byte Publish = 3;
    private const byte Subscribe = 8;
    private const byte PingRequest = 12;

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Task> _work = [];
    private volatile bool _hears;
    private int _connects;
    private int _unheard;

    public DeafBroker(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _work.Add(AcceptAsync());
    }

    /// <summary>Connections so far.</summary>
    public int Connects => Volatile.Read(ref _connects);

    /// <summary>Subscriptions that were not answered.</summary>
    public int Unheard => Volatile.Read(ref _unheard);

    public void Hear()
    {
        _hears = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _work.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            byte[] one = new byte[1];
            while (true)
            {
                await stream.ReadExactlyAsync(one, _closing.Token);
                int kind = one[0] >> 4;
                byte[] body = new byte[await ReadLengthAsync(stream)];
                await stream.ReadExactlyAsync(body, _closing.Token);
                if (Answer(kind, body) is { } answer)
                {
                    await stream.WriteAsync(answer, _closing.Token);
                }
            }
        }
    }

    private async Task<int> ReadLengthAsync(NetworkStream stream)
    {
        byte[] one = new byte[1];
        int length = 0;
        int shift = 0;
        do
        {
            await stream.ReadExactlyAsync(one, _closing.Token);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while (one[0] >= 0x80);

        return length;
    }

    /// <summary>The answer of the section of MQTT 5.0 on each packet: 3.2, 3.4, 3.9, 3.13.</summary>
    private byte[]? Answer(int kind, byte[] body)
    {
        switch (kind)
        {
            case Connect:
                Interlocked.Increment(ref _connects);
                return [0x20, 3, 0, 0, 0];
            case Publish:
                int identifier = 2 + ((body[0] << 8) | body[1]);
                return [0x40, 2, body[identifier], body[identifier + 1]];
            case Subscribe when _hears:
                return [0x90, 4, body[0], body[1], 0, 1];
            case Subscribe:
                Interlocked.Increment(ref _unheard);
                return null;
            case PingRequest:
                return [0xD0, 0];
            default:
                return null;
        }
    }
}
