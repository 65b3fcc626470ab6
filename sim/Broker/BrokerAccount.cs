namespace Wugang.Sim.Broker;

/// <summary>Somebody who may sign in to the broker, and the topic filters they may publish to and subscribe to.</summary>
/// <param name="User">User name. A client id that is somebody's user name is theirs alone.</param>
/// <param name="Password">Password.</param>
/// <param name="Publish">Filters of topics that may be written.</param>
/// <param name="Subscribe">Filters that may be subscribed to, or narrower ones.</param>
public sealed record BrokerAccount(
    string User,
    string Password,
    IReadOnlyList<string> Publish,
    IReadOnlyList<string> Subscribe);
