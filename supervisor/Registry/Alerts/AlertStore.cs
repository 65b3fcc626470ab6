using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Alerts;

namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>
/// The alerts of all facilities. The supervisor opens them and notes how they go on; people acknowledge and close them. What happens to one is
/// put on its way to those who are told in the same transaction.
/// </summary>
/// <param name="database">Where they are.</param>
/// <param name="outbox">Those who are told.</param>
public sealed class AlertStore(RegistryDatabase database, AlertOutbox outbox)
{
    /// <summary>Longest note, in characters.</summary>
    public const int MaxNoteCharacters = 500;

    /// <summary>What a facility's alerts go on from.</summary>
    public Task<StoredAlerts> LoadAsync(string facility)
    {
        return database.ReadAsync(async session =>
        {
            IReadOnlyList<AlertRow> unclosed = await session.QueryAsync<AlertRow>(
                $"SELECT {AlertRow.Columns} FROM alert WHERE facility = @facility AND state <> 'closed'", new { facility });
            IReadOnlyList<MarkRow> marks = await session.QueryAsync<MarkRow>(
                """
                SELECT kind AS Kind, node AS Node, subject AS Subject, mark AS Mark FROM alert a WHERE facility = @facility AND mark > 0 AND NOT EXISTS
                (SELECT 1 FROM alert b WHERE b.facility = a.facility AND b.kind = a.kind AND b.node = a.node AND b.subject = a.subject AND b.id > a.id)
                """,
                new { facility });
            return new StoredAlerts(
                [.. unclosed.Select(row => row.ToAlert())],
                marks.ToDictionary(row => new AlertKey(AlertWords.Parse<AlertKind>(row.Kind), row.Node, row.Subject), row => row.Mark),
                await session.ScalarAsync<long>("SELECT at_ms FROM migration WHERE name LIKE '%0002-alerts.sql'"));
        });
    }

    /// <summary>Stores changes, all or none.</summary>
    /// <returns>Of each how it is stored now, which may be another server's; null where somebody has closed it meanwhile.</returns>
    public Task<IReadOnlyList<Alert?>> SaveAsync(IReadOnlyList<AlertUpdate> updates)
    {
        return database.ChangeAsync<IReadOnlyList<Alert?>>(async session =>
        {
            List<Alert?> stored = [];
            foreach (AlertUpdate update in updates)
            {
                Alert? alert = update.Before is null ? await AddAsync(session, update.Now) : await UpdateAsync(session, update.Now);
                bool isOwn = alert == update.Now with { Id = alert?.Id ?? 0, State = alert?.State ?? update.Now.State };
                foreach (AlertChange change in isOwn ? update.Now.ChangesSince(update.Before) : [])
                {
                    await outbox.AddAsync(session, alert!, change, "", "");
                }

                stored.Add(alert);
            }

            return stored;
        });
    }

    /// <summary>Alerts, newest first.</summary>
    /// <param name="state">Only of this state; null for any.</param>
    /// <param name="area">Only of this part of the city: a facility, a township, or empty for all.</param>
    /// <param name="before">Only with lower numbers.</param>
    /// <param name="count">At most so many.</param>
    public async Task<IReadOnlyList<Alert>> ReadAsync(AlertState? state, string area, long before, int count)
    {
        IReadOnlyList<AlertRow> rows = await database.ReadAsync(session => session.QueryAsync<AlertRow>(
            $"""
            SELECT {AlertRow.Columns} FROM alert
            WHERE id < @before AND (@state = '' OR state = @state) AND {Area.ContainsInSql("facility")}
            ORDER BY id DESC LIMIT @count
            """,
            new { before, state = state is { } one ? AlertWords.NameOf(one) : "", area, count }));
        return [.. rows.Select(row => row.ToAlert())];
    }

    /// <summary>An alert, or null.</summary>
    public Task<Alert?> FindAsync(long id)
    {
        return database.ReadAsync(session => FindAsync(session, id));
    }

    /// <summary>What people did about an alert, oldest first.</summary>
    public Task<IReadOnlyList<AlertAct>> ReadActsAsync(long id)
    {
        return database.ReadAsync(session => session.QueryAsync<AlertAct>(
            "SELECT at_ms AS AtMs, person AS Person, act AS What, note AS Note FROM alert_act WHERE alert = @id ORDER BY number", new { id }));
    }

    /// <summary>A person takes an alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">What they note; may be empty.</param>
    /// <returns>The alert as it is then.</returns>
    /// <exception cref="RegistryException">The note is not good, or somebody has taken or closed it already.</exception>
    public Task<Alert> AcknowledgeAsync(Alert alert, string by, string note)
    {
        return ActAsync(alert, "alert.acknowledge", AlertChange.Acknowledged, by, note);
    }

    /// <summary>A person closes an alert and says what came of it.</summary>
    /// <inheritdoc cref="AcknowledgeAsync"/>
    public Task<Alert> CloseAsync(Alert alert, string by, string note)
    {
        if (note.Length == 0)
        {
            throw new RegistryException(RegistryFault.NotGood, "Who closes an alert says in 'note' what came of it.");
        }

        return ActAsync(alert, "alert.close", AlertChange.Closed, by, note);
    }

    private Task<Alert> ActAsync(Alert alert, string act, AlertChange change, string by, string note)
    {
        if (note.Length > MaxNoteCharacters || note.Any(char.IsControl))
        {
            throw new RegistryException(RegistryFault.NotGood, $"'note' is a text of at most {MaxNoteCharacters} characters without control characters.");
        }

        string what = AlertWords.NameOf(change);
        long id = alert.Id;
        return database.ActAsync(new Act(by, act, $"{id}", alert.Facility, note), async session =>
        {
            // A name of the change is also that of the state that it leads to.
            int count = await session.RunAsync(
                "UPDATE alert SET state = @what WHERE id = @id AND state <> 'closed' AND state <> @what", new { what, id });
            Alert? now = await FindAsync(session, id);
            if (now is null || count == 0)
            {
                throw now is null
                    ? new RegistryException(RegistryFault.NotFound, $"There is no alert {id}.")
                    : new RegistryException(RegistryFault.Conflict, $"Alert {id} is {AlertWords.NameOf(now.State)} already. Read it anew.");
            }

            await session.RunAsync(
                """
                INSERT INTO alert_act (alert, number, at_ms, person, act, note)
                VALUES (@id, (SELECT COUNT(*) + 1 FROM alert_act WHERE alert = @id), @NowMs, @by, @what, @note)
                """,
                new { id, session.NowMs, by, what, note });
            await outbox.AddAsync(session, now, change, by, note);
            return now;
        });
    }

    /// <returns>The new one, or the one of the same key that another server has opened.</returns>
    private static async Task<Alert?> AddAsync(RegistrySession session, Alert alert)
    {
        AlertRow row = AlertRow.Of(alert) with { Id = await session.ScalarAsync<long>("SELECT COALESCE(MAX(id), 0) + 1 FROM alert") };
        int count = await session.RunAsync(
            """
            INSERT INTO alert (id, facility, kind, node, subject, detail, state, opened_ms, newest_ms, ended_ms, count, mark)
            VALUES (@Id, @Facility, @Kind, @Node, @Subject, @Detail, @State, @OpenedMs, @NewestMs, @EndedMs, @Count, @Mark)
            ON CONFLICT DO NOTHING
            """,
            row);
        return count > 0
            ? row.ToAlert()
            : (await session.FindAsync<AlertRow>(
                $"SELECT {AlertRow.Columns} FROM alert WHERE facility = @Facility AND kind = @Kind AND node = @Node AND subject = @Subject AND state <> 'closed'",
                row))!.ToAlert();
    }

    private static async Task<Alert?> UpdateAsync(RegistrySession session, Alert alert)
    {
        AlertRow row = AlertRow.Of(alert);
        int count = await session.RunAsync(
            """
            UPDATE alert SET detail = @Detail, newest_ms = @NewestMs, ended_ms = @EndedMs, count = @Count, mark = @Mark
            WHERE id = @Id AND state <> 'closed'
            """,
            row);
        return count == 0 ? null : await FindAsync(session, alert.Id);
    }

    private static async Task<Alert?> FindAsync(RegistrySession session, long id)
    {
        return (await session.FindAsync<AlertRow>($"SELECT {AlertRow.Columns} FROM alert WHERE id = @id", new { id }))?.ToAlert();
    }

    private sealed record MarkRow(string Kind, string Node, string Subject, long Mark);
}
