using System.Text.Json;
using Wugang.Supervisor.Rules.Alerts;

namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>
/// Changes of alerts that are still to be told. They outlive restarts; of one alert they are told in order; there are at most
/// <see cref="WaitingMax"/> for each channel, and none waits longer than <see cref="LongestMs"/>. One server at a time tells those of a channel.
/// </summary>
/// <param name="database">Where they are.</param>
/// <param name="channels">The names of those who are told.</param>
public sealed class AlertOutbox(RegistryDatabase database, params IReadOnlyList<string> channels)
{
    /// <summary>Messages of a channel that wait at most: beyond it the oldest is given up.</summary>
    public const int WaitingMax = 10_000;

    /// <summary>How long a message waits at most, in milliseconds: three days.</summary>
    public const long LongestMs = 259_200_000;

    /// <summary>How long a server that tells need not say so again, in milliseconds: after it another may.</summary>
    public const long HoldMs = 30_000;

    private const string Heads =
        """
        FROM alert_message m WHERE m.channel = @channel AND m.next_ms <= @NowMs
        AND NOT EXISTS (SELECT 1 FROM alert_message e WHERE e.channel = m.channel AND e.alert = m.alert AND e.id < m.id)
        """;

    /// <summary>Told on this server as soon as something is to be told.</summary>
    public event Action? Added;

    /// <summary>Becomes, or stays, the one server that tells those of a channel.</summary>
    /// <returns>False while another does.</returns>
    public Task<bool> TryHoldAsync(string channel, string holder)
    {
        return database.ChangeAsync(async session =>
        {
            await PrepareAsync(session, channel);
            return await session.RunAsync(
                "UPDATE alert_channel SET holder = @holder, held_until_ms = @untilMs WHERE name = @channel AND (holder = @holder OR held_until_ms < @NowMs)",
                new { channel, holder, untilMs = session.NowMs + HoldMs, session.NowMs }) > 0;
        });
    }

    /// <summary>The oldest message of each alert whose time has come, oldest first.</summary>
    public async Task<IReadOnlyList<AlertMessage>> ReadAsync(string channel, int count)
    {
        IReadOnlyList<Row> rows = await database.ReadAsync(session => session.QueryAsync<Row>(
            $"SELECT m.id AS Id, m.change AS Change, m.at_ms AS AtMs, m.content AS Content, m.attempts AS Attempts {Heads} ORDER BY m.id LIMIT @count",
            new { channel, session.NowMs, count }));
        return [.. rows.Select(row => row.ToMessage())];
    }

    /// <summary>Notes that a message was delivered.</summary>
    public Task CompleteAsync(string channel, AlertMessage message)
    {
        return database.ChangeAsync(async session =>
        {
            await session.RunAsync("DELETE FROM alert_message WHERE channel = @channel AND id = @Id", new { channel, message.Id });
            return await session.RunAsync("UPDATE alert_channel SET failing_since_ms = 0, failure = '' WHERE name = @channel AND failing_since_ms <> 0", new { channel });
        });
    }

    /// <summary>Notes that a message was not delivered.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="failure">Why.</param>
    /// <param name="pauseMs">How long to wait before it is tried again, in milliseconds.</param>
    public Task FailAsync(string channel, AlertMessage message, string failure, long pauseMs)
    {
        return database.ChangeAsync(async session =>
        {
            bool isTooOld = session.NowMs - message.AtMs >= LongestMs;
            await session.RunAsync(
                (isTooOld ? "DELETE FROM alert_message" : "UPDATE alert_message SET attempts = attempts + 1, next_ms = @nextMs") + " WHERE channel = @channel AND id = @Id",
                new { channel, message.Id, nextMs = session.NowMs + pauseMs });
            return await session.RunAsync(
                """
                UPDATE alert_channel SET failing_since_ms = CASE WHEN failing_since_ms = 0 THEN @NowMs ELSE failing_since_ms END,
                failure = @failure, dropped = dropped + @dropped WHERE name = @channel
                """,
                new { session.NowMs, failure, dropped = isTooOld ? 1L : 0L, channel });
        });
    }

    /// <summary>Notes whether anybody answers on a channel, apart from any message.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="failure">Why nobody does; empty where somebody does.</param>
    public Task NoteAnswerAsync(string channel, string failure)
    {
        return database.ChangeAsync(session => session.RunAsync(
            """
            UPDATE alert_channel SET failure = @failure,
            failing_since_ms = CASE WHEN @failure = '' THEN 0 WHEN failing_since_ms = 0 THEN @NowMs ELSE failing_since_ms END WHERE name = @channel
            """,
            new { session.NowMs, failure, channel }));
    }

    /// <summary>Those who are told, and how that goes.</summary>
    public async Task<IReadOnlyList<AlertChannel>> ReadChannelsAsync()
    {
        List<AlertChannel> all = [];
        foreach (string channel in channels)
        {
            all.Add(await database.ReadAsync(async session =>
            {
                long waiting = await session.ScalarAsync<long>("SELECT COUNT(*) FROM alert_message WHERE channel = @channel", new { channel });
                ChannelRow? row = await session.FindAsync<ChannelRow>(
                    "SELECT failing_since_ms AS FailingSinceMs, failure AS Failure, dropped AS Dropped FROM alert_channel WHERE name = @channel", new { channel });
                return new AlertChannel(channel, waiting, row?.FailingSinceMs ?? 0, row?.Failure ?? "", row?.Dropped ?? 0);
            }));
        }

        return all;
    }

    internal async Task AddAsync(RegistrySession session, Alert alert, AlertChange change, string by, string note)
    {
        foreach (string channel in channels)
        {
            await PrepareAsync(session, channel);
            await DropOldestAsync(session, channel);
            await session.RunAsync("UPDATE alert_channel SET message_count = message_count + 1 WHERE name = @channel", new { channel });
            await session.RunAsync(
                """
                INSERT INTO alert_message (channel, id, alert, change, at_ms, content, attempts, next_ms)
                VALUES (@channel, (SELECT message_count FROM alert_channel WHERE name = @channel), @Id, @change, @NowMs, @content, 0, 0)
                """,
                new
                {
                    channel,
                    alert.Id,
                    change = AlertWords.NameOf(change),
                    session.NowMs,
                    content = JsonSerializer.Serialize(new Content(AlertRow.Of(alert), by, note)),
                });
        }

        Added?.Invoke();
    }

    private static Task<int> PrepareAsync(RegistrySession session, string channel)
    {
        return session.RunAsync(
            """
            INSERT INTO alert_channel (name, holder, held_until_ms, message_count, failing_since_ms, failure, dropped)
            VALUES (@channel, '', 0, 0, 0, '', 0) ON CONFLICT DO NOTHING
            """,
            new { channel });
    }

    private static async Task DropOldestAsync(RegistrySession session, string channel)
    {
        int count = await session.RunAsync(
            """
            DELETE FROM alert_message WHERE channel = @channel AND (SELECT COUNT(*) FROM alert_message WHERE channel = @channel) >= @WaitingMax
            AND id = (SELECT MIN(id) FROM alert_message WHERE channel = @channel)
            """,
            new { channel, WaitingMax });
        if (count > 0)
        {
            await session.RunAsync("UPDATE alert_channel SET dropped = dropped + 1 WHERE name = @channel", new { channel });
        }
    }

    private sealed record Content(AlertRow Alert, string By, string Note);

    private sealed record ChannelRow(long FailingSinceMs, string Failure, long Dropped);

    private sealed record Row(long Id, string Change, long AtMs, string Content, long Attempts)
    {
        public AlertMessage ToMessage()
        {
            Content content = JsonSerializer.Deserialize<Content>(Content)!;
            return new AlertMessage(Id, AlertWords.Parse<AlertChange>(Change), AtMs, content.Alert.ToAlert(), content.By, content.Note, Attempts);
        }
    }
}
