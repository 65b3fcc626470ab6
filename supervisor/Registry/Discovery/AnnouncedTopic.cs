namespace Wugang.Supervisor.Registry.Discovery;

/// <summary>A retained topic on which others were told of a node.</summary>
public sealed record AnnouncedTopic(string Topic, string Node);
