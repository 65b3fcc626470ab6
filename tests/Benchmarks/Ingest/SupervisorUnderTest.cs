using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>The supervisor as it is; its ledger notes when each record was durable.</summary>
internal static class SupervisorUnderTest
{
    public static async Task<int> RunAsync(IngestOrder order)
    {
        using TakenCounter counter = new(order.CounterPath);
        TimedLedger ledger = new(new SqliteLedger(Path.Combine(order.Folder, "ledger.db")), counter, order);
        SupervisorOptions options = new()
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = order.BrokerPort,
            BrokerUser = "supervisor",
            BrokerPassword = "",
            HttpPort = 0,
            DataFolder = order.Folder,
            Facilities = BenchNodes.Enrol(order.KnownNodes),
        };
        await using WebApplication app = SupervisorHost.Build(
            options, TimeProvider.System, services => services.AddSingleton<ILedgerStore>(ledger));
        await app.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(app.Urls.Single()) };
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        while (!(await http.GetStringAsync(new Uri("/healthz", UriKind.Relative))).Contains("\"connected\"", StringComparison.Ordinal))
        {
            await look.WaitForNextTickAsync();
        }

        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        Process self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64 / 1_000_000);
        await app.StopAsync();
        IngestOrder.Write(order.CommittedPath, ledger.Times);
        return 0;
    }

    private sealed class TimedLedger(ILedgerStore ledger, TakenCounter counter, IngestOrder order) : ILedgerStore
    {
        private long _taken;

        public long[] Times { get; } = new long[order.Nodes * order.RecordsPerNode];

        public void Commit(LedgerBatch batch)
        {
            ledger.Commit(batch);
            long now = Stopwatch.GetTimestamp();
            foreach (LedgerEntry entry in batch.Entries.Where(entry => entry.Record.Kind != RecordKind.Heartbeat))
            {
                Times[(BenchNodes.IndexOf(entry.Record.Node) * order.RecordsPerNode) + entry.Record.Sequence - 1] = now;
                _taken++;
            }

            counter.Value = _taken;
        }

        public byte[]? Find(string node, long sequence)
        {
            return ledger.Find(node, sequence);
        }

        public long FindStart(string node, long receivedMs)
        {
            return ledger.FindStart(node, receivedMs);
        }

        public IEnumerable<LedgerEntry> ReadNewestOfEachSubject(string node, long beforeSequence)
        {
            return ledger.ReadNewestOfEachSubject(node, beforeSequence);
        }

        public IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence)
        {
            return ledger.ReadRecords(node, fromSequence);
        }

        public IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence, RecordKind kind)
        {
            return ledger.ReadRecords(node, fromSequence, kind);
        }

        public LedgerEntry? FindRecord(string node, long sequence)
        {
            return ledger.FindRecord(node, sequence);
        }

        public LedgerEntry? FindHeartbeat(string node, long boot, long number)
        {
            return ledger.FindHeartbeat(node, boot, number);
        }

        public IEnumerable<LedgerEntry> ReadHeartbeats(string node, long fromReceivedMs)
        {
            return ledger.ReadHeartbeats(node, fromReceivedMs);
        }

        public LedgerEntry? FindNewestHeartbeat(string node)
        {
            return ledger.FindNewestHeartbeat(node);
        }

        public IEnumerable<DayChange> ReadDayChanges(string facility, DateOnly fromDay, DateOnly toDay)
        {
            return ledger.ReadDayChanges(facility, fromDay, toDay);
        }

        public IReadOnlyList<string> ReadNodes()
        {
            return ledger.ReadNodes();
        }

        public int DropHeartbeats(string node, long beforeMs)
        {
            return ledger.DropHeartbeats(node, beforeMs);
        }

        public long CountRecords()
        {
            return ledger.CountRecords();
        }

        public IEnumerable<LedgerEntry> ReadExplanations(string node)
        {
            return ledger.ReadExplanations(node);
        }

        public IEnumerable<(string What, long ReceivedMs, byte[] Bytes)> ReadArrived(long fromMs, long toMs)
        {
            return ledger.ReadArrived(fromMs, toMs);
        }

        public void Dispose()
        {
            ledger.Dispose();
        }
    }
}
