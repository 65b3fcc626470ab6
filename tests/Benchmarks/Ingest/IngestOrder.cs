using System.Text.Json;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>What the processes of one measurement are told.</summary>
/// <param name="Folder">A folder of its own for what they write.</param>
/// <param name="BrokerPort">TCP port of the broker on 127.0.0.1.</param>
/// <param name="Nodes">Nodes that speak.</param>
/// <param name="KnownNodes">Nodes that are enrolled, those that speak among them.</param>
/// <param name="RecordsPerNode">Records that are made of each beforehand.</param>
/// <param name="Seconds">How long the load lasts, the warm-up included.</param>
internal sealed record IngestOrder(string Folder, int BrokerPort, int Nodes, int KnownNodes, int RecordsPerNode, int Seconds)
{
    /// <summary>Published and not yet taken by the subscriber, at most.</summary>
    public const int WindowMessages = 2048;

    /// <summary>Where the subscriber's count is for the load generator to see.</summary>
    public string CounterPath => Path.Combine(Folder, "taken");

    /// <summary>When each record was published: ticks of the machine's monotonic clock, node by node.</summary>
    public string PublishedPath => Path.Combine(Folder, "published");

    /// <summary>When each record was committed, likewise.</summary>
    public string CommittedPath => Path.Combine(Folder, "committed");

    public static IngestOrder Parse(string text)
    {
        return JsonSerializer.Deserialize<IngestOrder>(text) ?? throw new FormatException("There is no order.");
    }

    public override string ToString()
    {
        return JsonSerializer.Serialize(this);
    }

    /// <summary>Writes a table of times.</summary>
    public static void Write(string path, long[] times)
    {
        byte[] bytes = new byte[times.Length * sizeof(long)];
        Buffer.BlockCopy(times, 0, bytes, 0, bytes.Length);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Reads a table of times.</summary>
    public static long[] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        long[] times = new long[bytes.Length / sizeof(long)];
        Buffer.BlockCopy(bytes, 0, times, 0, bytes.Length);
        return times;
    }
}
