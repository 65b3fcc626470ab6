namespace Wugang.Supervisor.Registry.Discovery;

/// <summary>The retained topics on which others were told of nodes, until that is taken back.</summary>
public sealed class AnnouncedTopics(RegistryDatabase database)
{
    public Task<IReadOnlyList<AnnouncedTopic>> ReadAsync()
    {
        return database.ReadAsync(session => session.QueryAsync<AnnouncedTopic>("SELECT topic AS Topic, node AS Node FROM announced_topic"));
    }

    public Task AddAsync(string topic, string node)
    {
        return database.ChangeAsync(session => session.RunAsync("INSERT INTO announced_topic (topic, node) VALUES (@topic, @node) ON CONFLICT DO NOTHING", new { topic, node }));
    }

    public Task RemoveAsync(string topic)
    {
        return database.ChangeAsync(session => session.RunAsync("DELETE FROM announced_topic WHERE topic = @topic", new { topic }));
    }
}
