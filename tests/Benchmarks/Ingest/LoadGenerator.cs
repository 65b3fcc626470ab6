using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>
/// Publishes real signed records of many nodes over a few connections (MQTT 5, QoS 1) as fast as broker and subscriber take them, and no
/// faster: a queue that only grows would say nothing.
/// </summary>
internal static class LoadGenerator
{
    private const int ConnectionCount = 4;
    private const int BurstMax = 32;
    private const int UnansweredMax = 512;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    public static async Task<int> RunAsync(IngestOrder order)
    {
        long nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        PublishStream[] streams =
        [
            .. Enumerable.Range(0, ConnectionCount).Select(connection => new PublishStream(
                [.. Enumerable.Range(0, order.Nodes).Where(node => node % ConnectionCount == connection)], order.RecordsPerNode, nowMs)),
        ];
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        using TakenCounter taken = new(order.CounterPath);
        long[] published = new long[order.Nodes * order.RecordsPerNode];
        long sent = 0;
        long end = Stopwatch.GetTimestamp() + (order.Seconds * Stopwatch.Frequency);
        await Task.WhenAll(streams.Select((stream, connection) => Task.Run(() => SendAsync(stream, connection))));
        IngestOrder.Write(order.PublishedPath, published);
        Console.WriteLine(Interlocked.Read(ref sent));
        return 0;

        async Task SendAsync(PublishStream stream, int connection)
        {
            using Socket socket = Connect(order.BrokerPort, connection);
            Answers answers = new();
            Thread reader = new(() => answers.Count(socket)) { IsBackground = true };
            reader.Start();
            using PeriodicTimer look = new(LookEvery);
            int next = 0;
            while (next < stream.Count && Stopwatch.GetTimestamp() < end)
            {
                int burst = Math.Min(BurstMax, stream.Count - next);
                if (Interlocked.Read(ref sent) - taken.Value > IngestOrder.WindowMessages - BurstMax
                    || next - answers.Value > UnansweredMax)
                {
                    await look.WaitForNextTickAsync();
                    continue;
                }

                long now = Stopwatch.GetTimestamp();
                for (int i = next; i < next + burst; i++)
                {
                    (int node, int sequence) = stream.RecordAt(i);
                    published[(node * order.RecordsPerNode) + sequence - 1] = now;
                }

                Interlocked.Add(ref sent, burst);
                socket.Send(stream.Packets(next, next + burst).Span);
                next += burst;
            }

            while (answers.Value < next && Stopwatch.GetTimestamp() < end + Stopwatch.Frequency)
            {
                await look.WaitForNextTickAsync();
            }
        }
    }

    private static Socket Connect(int port, int connection)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        byte[] id = Encoding.ASCII.GetBytes($"load-{connection}");

        // CONNECT (MQTT 5.0, section 3.1): clean start, no keep-alive, no properties.
        byte[] body = [0, 4, .. "MQTT"u8, 5, 2, 0, 0, 0, 0, (byte)id.Length, .. id];
        socket.Send([0x10, (byte)body.Length, .. body]);
        return socket;
    }

    private sealed class Answers
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        /// <summary>Counts the PUBACK packets (section 3.4); everything else is stepped over.</summary>
        public void Count(Socket socket)
        {
            byte[] buffer = new byte[65536];
            int kept = 0;
            try
            {
                while (socket.Receive(buffer.AsSpan(kept)) is > 0 and int read)
                {
                    int count = kept + read;
                    int at = 0;
                    while (at + 2 <= count && at + 2 + buffer[at + 1] <= count)
                    {
                        if (buffer[at] >> 4 == 4)
                        {
                            Interlocked.Increment(ref _value);
                        }

                        at += 2 + buffer[at + 1];
                    }

                    kept = count - at;
                    buffer.AsSpan(at, kept).CopyTo(buffer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The sender has closed it.
            }
        }
    }
}
