using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Wugang.Sim.Broker;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Broker;

/// <summary>Who may do what at the embedded broker.</summary>
[TestClass]
public class BrokerRulesTests
{
    private static readonly TestNode First = new();
    private static readonly TestNode Second = new("02");

    [TestMethod]
    [DataRow("410481001-0007-01", "wrong")]
    [DataRow("nobody", "password of nobody")]
    [DataRow("", "")]
    public async Task WhoHasNoAccountIsRefused(string user, string password)
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();

        MqttClientConnectResult result =
            await client.ConnectAsync(MqttPeer.Options(port, user, password).WithClientId("somebody").Build());

        Assert.AreEqual(MqttClientConnectResultCode.BadUserNameOrPassword, result.ResultCode);
    }

    [TestMethod]
    public async Task NobodyTakesAnothersClientId()
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientOptions options = MqttPeer.Options(port, "dashboard", TestTownship.PasswordOf("dashboard"))
            .WithClientId(First.Id.Value).Build();

        MqttClientConnectResult result = await client.ConnectAsync(options);

        Assert.AreEqual(MqttClientConnectResultCode.ClientIdentifierNotValid, result.ResultCode);
    }

    [TestMethod]
    public async Task ANodeWritesAndReadsOnlyItsOwnTopics()
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        await using MqttPeer node = await ConnectAsync(port, First.Id.Value);

        Assert.AreEqual(MqttClientPublishReasonCode.NotAuthorized, await node.PublishAsync(Second.Topics.Journal, [1]));
        Assert.AreEqual(MqttClientPublishReasonCode.NotAuthorized, await node.PublishAsync(First.Topics.Acknowledgement, [1]));
        Assert.AreEqual(MqttClientPublishReasonCode.NotAuthorized, await node.PublishAsync("supervised/v1/x", [1]));
        Assert.AreEqual(MqttClientSubscribeResultCode.NotAuthorized, await node.SubscribeAsync(Second.Topics.Acknowledgement));
        Assert.AreEqual(MqttClientSubscribeResultCode.NotAuthorized, await node.SubscribeAsync("safety/v1/#"));
        Assert.AreEqual(MqttClientSubscribeResultCode.GrantedQoS1, await node.SubscribeAsync(First.Topics.Acknowledgement));
    }

    [TestMethod]
    public async Task ADashboardReadsAndWritesNothing()
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        await using MqttPeer dashboard = await ConnectAsync(port, "dashboard");

        Assert.AreEqual(MqttClientSubscribeResultCode.GrantedQoS1, await dashboard.SubscribeAsync("safety/v1/#"));
        Assert.AreEqual(MqttClientPublishReasonCode.NotAuthorized, await dashboard.PublishAsync(First.Topics.Journal, [1]));
    }

    [TestMethod]
    public async Task AWillOnAnothersTopicIsNotPublished()
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        await using MqttPeer dashboard = await ConnectAsync(port, "dashboard");
        await dashboard.SubscribeAsync("safety/v1/#");
        MqttPeer liar = await MqttPeer.ConnectAsync(WithWill(port, First.Id.Value, Second.Topics.Online));
        MqttPeer honest = await MqttPeer.ConnectAsync(WithWill(port, Second.Id.Value, Second.Topics.Online));

        liar.Drop();
        await Eventually.IsTrueAsync(() => !broker.IsConnected(First.Id.Value), "the first is gone");
        honest.Drop();

        await Eventually.IsTrueAsync(() => dashboard.Newest(Second.Topics.Online) is not null, "the honest will comes");
        Assert.HasCount(1, dashboard.Heard);
    }

    [TestMethod]
    public async Task ANamelessClientOfMqtt311IsWelcome()
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        MqttClientOptionsBuilder options = MqttPeer.Options(port, "dashboard", TestTownship.PasswordOf("dashboard"))
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithCleanSession(true)
            .WithClientId("");

        await using MqttPeer first = await MqttPeer.ConnectAsync(options);
        await using MqttPeer second = await MqttPeer.ConnectAsync(options);

        Assert.AreEqual(MqttClientSubscribeResultCode.GrantedQoS1, await first.SubscribeAsync("supervised/v1/#"));
        Assert.AreEqual(MqttClientSubscribeResultCode.GrantedQoS1, await second.SubscribeAsync("supervised/v1/#"));
    }

    [TestMethod]
    public async Task WhoSendsTooMuchIsDisconnectedAndDisturbsNobody()
    {
        await using EmbeddedBroker broker = await StartAsync(out int port);
        await using MqttPeer dashboard = await ConnectAsync(port, "dashboard");
        await dashboard.SubscribeAsync("safety/v1/#");
        await using MqttPeer node = await ConnectAsync(port, First.Id.Value);
        await using MqttPeer flood = await ConnectAsync(port, Second.Id.Value);
        byte[] longest = new byte[EmbeddedBroker.MaxPacketBytes - 100];

        await Assert.ThrowsAsync<Exception>(() => flood.PublishAsync(Second.Topics.Journal, new byte[EmbeddedBroker.MaxPacketBytes]));

        await Eventually.IsTrueAsync(() => !broker.IsConnected(Second.Id.Value), "it is disconnected");
        Assert.AreEqual(MqttClientPublishReasonCode.Success, await node.PublishAsync(First.Topics.Journal, longest));
        await Eventually.IsTrueAsync(() => dashboard.Newest(First.Topics.Journal) is not null, "another's message comes");
        Assert.HasCount(1, dashboard.Heard);
        Assert.HasCount(longest.Length, dashboard.Newest(First.Topics.Journal)!);
    }

    [TestMethod]
    [DataRow("a/#", "a/b/c", true)]
    [DataRow("a/#", "a", true)]
    [DataRow("a/#", "b", false)]
    [DataRow("a/+/c", "a/b/c", true)]
    [DataRow("a/+/c", "a/b/d", false)]
    [DataRow("a/+/c", "a/+/c", true)]
    [DataRow("a/+", "a/#", false)]
    [DataRow("a/b", "a/+", false)]
    [DataRow("a/b", "a/b/c", false)]
    [DataRow("a/b/c", "a/b", false)]
    [DataRow("a/#", "#", false)]
    [DataRow("#", "a/#", true)]
    [DataRow("a/#", "$share/group/a/b", true)]
    [DataRow("a/#", "$share/group/b", false)]
    [DataRow("a/#", "$share/a", false)]
    public void AFilterCoversWhatItMatchesAndNoMore(string allowed, string wanted, bool expected)
    {
        Assert.AreEqual(expected, TopicFilters.Covers(allowed, wanted));
    }

    private static Task<EmbeddedBroker> StartAsync(out int port)
    {
        port = Ports.TakeFree();
        return StartAsync(port);
    }

    private static async Task<EmbeddedBroker> StartAsync(int port)
    {
        await using TestTownship township = new(First, Second);
        return await EmbeddedBroker.StartAsync(port, township.MakeAccounts());
    }

    private static Task<MqttPeer> ConnectAsync(int port, string user)
    {
        return MqttPeer.ConnectAsync(port, user, TestTownship.PasswordOf(user));
    }

    private static MqttClientOptionsBuilder WithWill(int port, string user, string topic)
    {
        return MqttPeer.Options(port, user, TestTownship.PasswordOf(user))
            .WithWillTopic(topic)
            .WithWillPayload("gone")
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
    }
}
