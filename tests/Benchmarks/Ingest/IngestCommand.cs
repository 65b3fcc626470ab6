using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>
/// <c>ingest</c>: how many records a second the supervisor verifies, commits and acknowledges, beside what a bare MQTTnet subscriber takes and
/// what a plain Node.js consumer does, all in one run on one machine.
/// </summary>
internal static class IngestCommand
{
    private const int WarmUpS = 3;
    private const int MostPerSecond = 60_000;

    public static async Task<int> RunAsync(string[] args)
    {
        int seconds = Option(args, "--seconds", 10);
        int nodes = Option(args, "--nodes", 1000);
        int known = Math.Max(nodes, Option(args, "--known", nodes));
        string folder = Directory.CreateTempSubdirectory("wugang-ingest-").FullName;
        try
        {
            Rig rig = new(folder, nodes, known, seconds);
            Console.WriteLine($"{nodes} nodes speak, {known} are enrolled; {seconds} s each after {WarmUpS} s of warm-up; {Environment.ProcessorCount} cores");
            Console.WriteLine();
            Console.WriteLine("| broker | subscriber | records/s | p99 publish to commit | memory |");
            Console.WriteLine("|---|---|---:|---:|---:|");
            Result bare = await rig.MeasureAsync("mosquitto", IngestPart.Bare);
            Result supervisor = await rig.MeasureAsync("mosquitto", IngestPart.Supervisor);
            if (!args.Contains("--no-node"))
            {
                await rig.MeasureAsync("mosquitto", "Node.js");
            }

            await rig.MeasureAsync("embedded", IngestPart.Bare);
            await rig.MeasureAsync("embedded", IngestPart.Supervisor);
            Console.WriteLine();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"bare_per_s={bare.PerSecond:0} supervisor_per_s={supervisor.PerSecond:0} ratio={supervisor.PerSecond / bare.PerSecond:0.00} p99_ms={supervisor.P99Ms:0.0} rss_mb={supervisor.MemoryMb}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Option(string[] args, string name, int otherwise)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private sealed record Result(double PerSecond, double P99Ms, long MemoryMb);

    /// <summary>Broker, subscriber and load generator, each in a process of its own.</summary>
    private sealed class Rig(string root, int nodes, int known, int seconds)
    {
        private int _run;

        public async Task<Result> MeasureAsync(string broker, string subscriber)
        {
            string folder = Directory.CreateDirectory(Path.Combine(root, $"{++_run}")).FullName;
            int recordsPerNode = ((seconds + WarmUpS) * MostPerSecond / nodes) + 1;
            IngestOrder order = new(folder, FreePort.Find(), nodes, known, recordsPerNode, seconds + WarmUpS + 1);
            using IDisposable brokerProcess = broker == "mosquitto" ? await StartMosquittoAsync(order) : await IngestPart.StartAsync(IngestPart.Broker, order);
            using IngestPart load = await IngestPart.StartAsync(IngestPart.Load, order);
            using IngestPart taker = subscriber == "Node.js" ? await StartNodeAsync(order) : await IngestPart.StartAsync(subscriber, order);
            using TakenCounter taken = new(order.CounterPath);
            await load.GoOnAsync();
            await Task.Delay(TimeSpan.FromSeconds(WarmUpS));
            (long before, long from) = (taken.Value, Stopwatch.GetTimestamp());
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            (long after, long to) = (taken.Value, Stopwatch.GetTimestamp());
            double perSecond = (after - before) / Stopwatch.GetElapsedTime(from, to).TotalSeconds;
            await load.ReadLineAsync();
            await taker.GoOnAsync();
            long memoryMb = subscriber == IngestPart.Supervisor ? long.Parse(await taker.ReadLineAsync(), CultureInfo.InvariantCulture) : 0;
            await taker.EndAsync();
            double p99Ms = subscriber == IngestPart.Supervisor ? P99Of(order, from, to) : 0;
            string name = subscriber switch
            {
                IngestPart.Bare => "bare MQTTnet",
                IngestPart.Supervisor => "supervisor",
                _ => subscriber,
            };
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {broker} | {name} | {perSecond:0} | {(p99Ms > 0 ? $"{p99Ms:0.0} ms" : "")} | {(memoryMb > 0 ? $"{memoryMb} MB" : "")} |"));
            return new Result(perSecond, p99Ms, memoryMb);
        }

        private static double P99Of(IngestOrder order, long from, long to)
        {
            long[] published = IngestOrder.Read(order.PublishedPath);
            long[] committed = IngestOrder.Read(order.CommittedPath);
            double[] latencies =
            [
                .. published.Zip(committed)
                    .Where(pair => pair.First >= from && pair.Second > 0 && pair.Second <= to)
                    .Select(pair => Stopwatch.GetElapsedTime(pair.First, pair.Second).TotalMilliseconds)
                    .Order(),
            ];
            return latencies.Length == 0 ? 0 : latencies[latencies.Length * 99 / 100];
        }

        private static async Task<IDisposable> StartMosquittoAsync(IngestOrder order)
        {
            string configuration = Path.Combine(order.Folder, "mosquitto.conf");
            await File.WriteAllLinesAsync(
                configuration,
                [
                    $"listener {order.BrokerPort} 127.0.0.1",
                    "allow_anonymous true",
                    "set_tcp_nodelay true",
                    "max_inflight_messages 0",
                    "max_queued_messages 0",
                    "log_dest none",
                ]);
            string program = new[] { "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto" }.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("mosquitto is not installed; bash tests/run installs it.");
            MosquittoProcess mosquitto = new(Process.Start(program, ["-c", configuration]));
            using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            for (int attempt = 0; attempt < 100 && !probe.Connected; attempt++)
            {
                try
                {
                    await probe.ConnectAsync("127.0.0.1", order.BrokerPort);
                }
                catch (SocketException)
                {
                    await Task.Delay(50);
                }
            }

            return mosquitto;
        }

        private static Task<IngestPart> StartNodeAsync(IngestOrder order)
        {
            string keys = Path.Combine(order.Folder, "keys.json");
            File.WriteAllText(keys, System.Text.Json.JsonSerializer.Serialize(
                Enumerable.Range(0, order.Nodes).Select(BenchNodes.IdOf)
                    .ToDictionary(id => id.Value, id => Convert.ToBase64String(BenchNodes.SecretOf(id)))));
            string script = Path.Combine(AppContext.BaseDirectory, "consumer", "consumer.mjs");
            if (!Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules")))
            {
                using Process npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-fund", "--no-audit", "--silent"])
                {
                    WorkingDirectory = Path.GetDirectoryName(script),
                })!;
                npm.WaitForExit();
            }

            using (new TakenCounter(order.CounterPath))
            {
                // The file is there before the consumer opens it.
            }

            return IngestPart.StartAsync("node", [script, order.BrokerPort.ToString(CultureInfo.InvariantCulture), order.Folder]);
        }
    }

    private sealed class MosquittoProcess(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
