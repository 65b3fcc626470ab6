using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>Messages of one node on their way to its grain, oldest first.</summary>
[GenerateSerializer, Immutable]
internal sealed class Delivery(IReadOnlyList<IncomingMessage> messages)
{
    [Id(0)]
    private readonly string[] _topics = [.. messages.Select(message => message.Topic)];

    [Id(1)]
    private readonly byte[][] _contents = [.. messages.Select(message => message.Bytes)];

    public IEnumerable<IncomingMessage> Messages => _topics.Zip(_contents, (topic, bytes) => new IncomingMessage(topic, bytes));
}
