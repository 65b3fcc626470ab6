using Dapper;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Registry;

/// <summary>Every act of a person, append-only and chained.</summary>
public sealed class AuditLog(RegistryDatabase database)
{
    private const string Columns = "number AS Number, at_ms AS AtMs, person AS Person, act AS What, target AS Target, area AS Area, detail AS Detail, prev AS Prev, hash AS Hash";

    /// <summary>Notes an act that changes nothing in the registry, such as a command to a node.</summary>
    public Task NoteAsync(Act act)
    {
        return database.ActAsync(act, _ => Task.CompletedTask);
    }

    /// <summary>Entries, newest first.</summary>
    /// <param name="area">In this area.</param>
    /// <param name="beforeNumber">Older than this one; <see cref="long.MaxValue"/> from the newest.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="acts">What was done, such as <c>node.configure</c>; anything without.</param>
    public Task<IReadOnlyList<AuditEntry>> ReadAsync(string area, long beforeNumber, int count, params IReadOnlyList<string> acts)
    {
        // One by one, as Dapper does not take a list apart for PostgreSQL.
        DynamicParameters values = new(new { beforeNumber, area, count });
        for (int i = 0; i < acts.Count; i++)
        {
            values.Add($"act{i}", acts[i]);
        }

        string isOneOfThem = acts.Count == 0 ? "" : $" AND act IN ({string.Join(", ", acts.Select((_, i) => $"@act{i}"))})";
        return database.ReadAsync(session => session.QueryAsync<AuditEntry>(
            $"SELECT {Columns} FROM audit WHERE number < @beforeNumber AND {Area.ContainsInSql("area")}{isOneOfThem} ORDER BY number DESC LIMIT @count",
            values));
    }

    /// <summary>Follows the chain from the first entry to the last.</summary>
    /// <returns>The number of the first entry that is not as it was written or does not join; null where all do.</returns>
    public async Task<long?> FindBreakAsync()
    {
        AuditEntry? before = null;
        foreach (AuditEntry entry in await database.ReadAsync(session => session.QueryAsync<AuditEntry>($"SELECT {Columns} FROM audit ORDER BY number")))
        {
            if (!entry.Follows(before))
            {
                return entry.Number;
            }

            before = entry;
        }

        return null;
    }

    internal static async Task AppendAsync(RegistrySession session, Act act)
    {
        AuditEntry? last = await session.FindAsync<AuditEntry>($"SELECT {Columns} FROM audit ORDER BY number DESC LIMIT 1");
        await session.RunAsync(
            """
            INSERT INTO audit (number, at_ms, person, act, target, area, detail, prev, hash)
            VALUES (@Number, @AtMs, @Person, @What, @Target, @Area, @Detail, @Prev, @Hash)
            """,
            AuditEntry.After(last, session.NowMs, act));
    }
}
