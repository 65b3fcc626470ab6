namespace Wugang.Supervisor.Registry.Billing;

/// <summary>Tariffs, accounts and bills that people handed in. What is in them was understood before it is kept here.</summary>
public sealed class BillingPapers(RegistryDatabase database)
{
    private const string Columns = "facility AS Facility, name AS Name, content AS Content, mapping AS Mapping, person AS Person, at_ms AS AtMs";

    /// <summary>All of a kind, by name.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="facility">Of this facility; null for all.</param>
    public async Task<IReadOnlyList<BillingPaper>> ReadAsync(BillingPaperKind kind, string? facility)
    {
        IReadOnlyList<Row> rows = await database.ReadAsync(session => session.QueryAsync<Row>(
            $"SELECT {Columns} FROM billing_paper WHERE kind = @kind{(facility is null ? "" : " AND facility = @facility")} ORDER BY facility, name",
            new { kind = kind.ToString(), facility }));
        return
        [
            .. rows.Select(row => new BillingPaper(
                row.Facility, row.Name, Convert.FromBase64String(row.Content), Convert.FromBase64String(row.Mapping), row.Person, row.AtMs)),
        ];
    }

    /// <summary>Keeps a document, in the place of one of the same name.</summary>
    public Task PutAsync(BillingPaperKind kind, BillingPaper paper)
    {
        return database.ActAsync(ActOf("put", kind, paper), session => InsertAsync(
            session, kind, paper, "DO UPDATE SET content = excluded.content, mapping = excluded.mapping, person = excluded.person, at_ms = excluded.at_ms"));
    }

    /// <summary>Keeps a document under a name that none has.</summary>
    /// <exception cref="RegistryException">There is one of this name.</exception>
    public Task AddAsync(BillingPaperKind kind, BillingPaper paper)
    {
        return database.ActAsync(ActOf("add", kind, paper), async session =>
        {
            if (await InsertAsync(session, kind, paper, "DO NOTHING") == 0)
            {
                throw new RegistryException(RegistryFault.Conflict, $"There is '{paper.Name}' already. Remove it first, or give this one another name.");
            }
        });
    }

    /// <summary>Removes a document; the audit log still names it.</summary>
    /// <exception cref="RegistryException">There is none of this name.</exception>
    public Task RemoveAsync(BillingPaperKind kind, string facility, string name, string by)
    {
        return database.ActAsync(ActOf("remove", kind, new BillingPaper(facility, name, [], [], by, 0)), async session =>
        {
            if (await session.RunAsync(
                "DELETE FROM billing_paper WHERE kind = @kind AND facility = @facility AND name = @name", new { kind = kind.ToString(), facility, name }) == 0)
            {
                throw new RegistryException(RegistryFault.NotFound, $"There is no '{name}' that somebody handed in.");
            }
        });
    }

    private static Act ActOf(string what, BillingPaperKind kind, BillingPaper paper)
    {
        string digest = paper.Content.Length == 0 ? "" : $"sha256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(paper.Content))}";
        return new Act(paper.Person, $"{kind.ToString().ToLowerInvariant()}.{what}", paper.Name, paper.Facility, digest);
    }

    private static Task<int> InsertAsync(RegistrySession session, BillingPaperKind kind, BillingPaper paper, string otherwise)
    {
        return session.RunAsync(
            $"""
            INSERT INTO billing_paper (kind, facility, name, content, mapping, person, at_ms)
            VALUES (@kind, @Facility, @Name, @Content, @Mapping, @Person, @NowMs)
            ON CONFLICT (kind, facility, name) {otherwise}
            """,
            new
            {
                kind = kind.ToString(),
                paper.Facility,
                paper.Name,
                Content = Convert.ToBase64String(paper.Content),
                Mapping = Convert.ToBase64String(paper.Mapping),
                paper.Person,
                session.NowMs,
            });
    }

    // Bytes as base64: the engines have no name for a type of bytes that both take.
    private sealed record Row(string Facility, string Name, string Content, string Mapping, string Person, long AtMs);
}
