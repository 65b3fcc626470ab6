namespace Wugang.Supervisor.Registry.Configurations;

/// <summary>
/// The configurations of nodes, by their hash: a node names only the hash of what it runs with, so that what is kept here is proved to be that.
/// </summary>
public sealed class ConfigurationBook(RegistryDatabase database)
{
    private const string Columns =
        "node AS Node, hash AS Hash, content AS Content, update_id AS UpdateId, version AS Version, person AS Person, at_ms AS AtMs, expires_ms AS ExpiresMs";

    /// <summary>The configuration of this hash, or null where nobody has brought it.</summary>
    public Task<KeptConfiguration?> FindAsync(string node, string hash)
    {
        return database.ReadAsync(session => session.FindAsync<KeptConfiguration>(
            $"SELECT {Columns} FROM configuration WHERE node = @node AND hash = @hash", new { node, hash }));
    }

    /// <summary>The one that was sent last, or null where none was.</summary>
    public Task<KeptConfiguration?> FindSentAsync(string node)
    {
        return database.ReadAsync(session => session.FindAsync<KeptConfiguration>(
            $"SELECT {Columns} FROM configuration WHERE node = @node AND update_id > 0 ORDER BY update_id DESC LIMIT 1", new { node }));
    }

    /// <summary>Keeps one that is sent to its node, in the place of an earlier try with the same.</summary>
    public Task SendAsync(KeptConfiguration sent)
    {
        return database.ActAsync(
            new Act(sent.Person, "node.configure", sent.Node, sent.Node, $"{sent.UpdateId} version {sent.Version}"),
            session => session.RunAsync(
                """
                INSERT INTO configuration (node, hash, content, update_id, version, person, at_ms, expires_ms)
                VALUES (@Node, @Hash, @Content, @UpdateId, @Version, @Person, @NowMs, @ExpiresMs)
                ON CONFLICT (node, hash) DO UPDATE SET update_id = excluded.update_id, person = excluded.person, at_ms = excluded.at_ms, expires_ms = excluded.expires_ms
                """,
                ValuesOf(sent, session.NowMs)));
    }

    /// <summary>No answer comes any more to an update that could not be sent.</summary>
    public Task EndWaitAsync(string node, long updateId)
    {
        return database.ChangeAsync(session => session.RunAsync(
            "UPDATE configuration SET expires_ms = @NowMs WHERE node = @node AND update_id = @updateId", new { session.NowMs, node, updateId }));
    }

    /// <summary>Keeps one that somebody hands in; does nothing where it is there.</summary>
    public async Task HandInAsync(KeptConfiguration handedIn)
    {
        if (await FindAsync(handedIn.Node, handedIn.Hash) is not null)
        {
            return;
        }

        await database.ActAsync(
            new Act(handedIn.Person, "node.hand_in_configuration", handedIn.Node, handedIn.Node, $"version {handedIn.Version}"),
            session => session.RunAsync(
                """
                INSERT INTO configuration (node, hash, content, update_id, version, person, at_ms, expires_ms)
                VALUES (@Node, @Hash, @Content, 0, @Version, @Person, @NowMs, 0)
                ON CONFLICT (node, hash) DO NOTHING
                """,
                ValuesOf(handedIn, session.NowMs)));
    }

    private static object ValuesOf(KeptConfiguration kept, long nowMs)
    {
        return new { kept.Node, kept.Hash, kept.Content, kept.UpdateId, kept.Version, kept.Person, NowMs = nowMs, kept.ExpiresMs };
    }
}
