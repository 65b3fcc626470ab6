using Wugang.Supervisor.Server.Intake;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Intake;

/// <summary>What waits to be published: of each topic the newest, and that one always.</summary>
[TestClass]
public class OutboxTests
{
    [TestMethod]
    public async Task TheNewestIsPublishedHoweverFastOneFollowsTheOther()
    {
        const int Rounds = 50;
        const int PostsPerRound = 20_000;
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        Outbox outbox = town.Supervisor.Get<Outbox>();

        for (int round = 0; round < Rounds; round++)
        {
            byte[] newest = [];
            for (int i = 0; i < PostsPerRound; i++)
            {
                newest = BitConverter.GetBytes((round * PostsPerRound) + i);
                outbox.Post(node.Topics.Acknowledgement, newest);
            }

            await Eventually.IsTrueAsync(
                () => peer.Newest(node.Topics.Acknowledgement) is { } heard && heard.AsSpan().SequenceEqual(newest), $"the newest of round {round} is heard");
        }
    }
}
