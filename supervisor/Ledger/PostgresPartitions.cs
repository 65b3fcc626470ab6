using System.Globalization;
using Npgsql;

namespace Wugang.Supervisor.Ledger;

/// <summary>The partitions of the ledger's tables, one for each month of arrival; each is made before its first row.</summary>
internal sealed class PostgresPartitions
{
    private static readonly string[] Tables = ["record", "heartbeat"];

    private readonly HashSet<DateOnly> _ready = [];

    /// <summary>Makes sure that there is a partition for each time, whatever becomes of the transaction that needs it.</summary>
    public void Prepare(NpgsqlDataSource source, IEnumerable<long> receivedMs)
    {
        foreach (DateOnly month in receivedMs.Select(MonthOf).Distinct().Where(month => !_ready.Contains(month)).ToArray())
        {
            using NpgsqlConnection connection = source.OpenConnection();
            using NpgsqlTransaction transaction = connection.BeginTransaction();
            Make(connection, month);
            transaction.Commit();
            _ready.Add(month);
        }
    }

    private static void Make(NpgsqlConnection connection, DateOnly month)
    {
        connection.Run("SELECT pg_advisory_xact_lock(20210602)");
        foreach (string table in Tables)
        {
            connection.Run(string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE IF NOT EXISTS {table}_{month:yyyy_MM} PARTITION OF {table} FOR VALUES FROM ({StartOf(month)}) TO ({StartOf(month.AddMonths(1))})"));
        }
    }

    private static DateOnly MonthOf(long unixMs)
    {
        DateTime time = DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
        return new DateOnly(time.Year, time.Month, 1);
    }

    private static long StartOf(DateOnly month)
    {
        return new DateTimeOffset(month.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
    }
}
