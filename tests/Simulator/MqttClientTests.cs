using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet.Server;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

[TestClass]
public class MqttClientTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("closed");
    private static readonly byte[] AcceptingConnAck = [0x20, 0x02, 0x00, 0x00];

    [TestMethod]
    public void APublicationIsConfirmedOnceTheBrokerHasIt()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<MqttMsgPublishedEventArgs> published = CollectPublished(client);

        ushort messageId = Publish(client, "door");

        MqttMsgPublishedEventArgs confirmation = Await.Next(published);
        Assert.IsTrue(confirmation.IsPublished);
        Assert.AreEqual(messageId, confirmation.MessageId);
        Assert.AreEqual("door closed", Await.Next(broker.Messages));
    }

    [TestMethod]
    public void AnUnacknowledgedPublicationIsGivenUpAfterThreeTriesOnTheWire()
    {
        using TestBroker broker = new() { IsDeafToPublications = true };
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<MqttMsgPublishedEventArgs> published = CollectPublished(client);

        ushort messageId = Publish(client, "door");

        MqttMsgPublishedEventArgs result = Await.Next(published);
        Assert.IsFalse(result.IsPublished);
        Assert.AreEqual(messageId, result.MessageId);
        CollectionAssert.AreEqual(new[] { false, true, true }, broker.DupFlags.ToArray());
        Assert.IsTrue(client.IsConnected);
    }

    [TestMethod]
    public void WhatIsPublishedBeforeConnectingGoesOutAfterwards()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = board.Run(() => NewClient(broker.Port));

        Assert.AreEqual(1, Publish(client, "door"));
        Assert.AreEqual(2, client.Publish("window", Payload));
        client.Connect("node");

        Assert.AreEqual("door closed", Await.Next(broker.Messages));
        Assert.AreEqual("window closed", Await.Next(broker.Messages));
    }

    [TestMethod]
    public void CloseDropsWhatIsQueued()
    {
        using TestBroker broker = new() { IsDeafToPublications = true };
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        Publish(client, "lost");
        Await.Until(() => !broker.DupFlags.IsEmpty);

        client.Close();
        broker.IsDeafToPublications = false;
        client.Connect("node");
        Publish(client, "kept");

        Assert.AreEqual("kept closed", Await.Next(broker.Messages));
    }

    [TestMethod]
    public void AFullQueueRefusesAPublication()
    {
        using TestBoard board = new();
        MqttClient client = board.Run(() => NewClient(TestBroker.FreePort()));
        client.Settings.InflightQueueSize = 2;
        Publish(client, "first");
        Publish(client, "second");

        MqttClientException refusal =
            Assert.ThrowsExactly<MqttClientException>(() => Publish(client, "third"));

        Assert.AreEqual(MqttClientErrorCode.InflightQueueFull, refusal.ErrorCode);
    }

    [TestMethod]
    public void MessageIdsStartAgainAtOneAfterTheLargest()
    {
        using TestBoard board = new();
        MqttClient client = board.Run(() => NewClient(TestBroker.FreePort()));

        for (int id = 1; id <= ushort.MaxValue; id++)
        {
            Assert.AreEqual(id, client.Publish("door", Payload));
        }

        Assert.AreEqual(1, client.Publish("door", Payload));
    }

    [TestMethod]
    public void ASubscribedMessageArrivesOnAThreadOfTheClient()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<MqttQoSLevel[]> subscribed = [];
        using BlockingCollection<(string Text, string? Thread)> received = [];
        client.MqttMsgSubscribed += (_, e) => subscribed.Add(e.GrantedQoSLevels);
        client.MqttMsgPublishReceived += (_, e) =>
            received.Add(($"{e.Topic} {Encoding.UTF8.GetString(e.Message)}", Thread.CurrentThread.Name));

        client.Subscribe(["command/#"], [MqttQoSLevel.AtLeastOnce]);
        MqttQoSLevel[] granted = Await.Next(subscribed);
        broker.Send("command/siren", "on");

        CollectionAssert.AreEqual(new[] { MqttQoSLevel.AtLeastOnce }, granted);
        Assert.AreEqual(("command/siren on", "MQTT dispatch"), Await.Next(received));
    }

    [TestMethod]
    public void AnEndedSubscriptionIsConfirmed()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<ushort> unsubscribed = [];
        client.MqttMsgUnsubscribed += (_, e) => unsubscribed.Add(e.MessageId);

        ushort messageId = client.Unsubscribe(["command/#"]);

        Assert.AreEqual(messageId, Await.Next(unsubscribed));
    }

    [TestMethod]
    public void ALostConnectionIsReportedAndNeverMadeAgain()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<bool> closed = [];
        client.ConnectionClosed += (_, _) => closed.Add(client.IsConnected);

        broker.DisconnectClient("node");

        Assert.IsFalse(Await.Next(closed));
        Await.Next(broker.Disconnections);
        Publish(client, "door");
        Assert.IsFalse(closed.TryTake(out _, TimeSpan.FromMilliseconds(1500)));
        Assert.AreEqual(0, broker.CountClients());
    }

    [TestMethod]
    public void DisconnectSaysGoodbyeAndReportsTheEnd()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = ConnectWithWill(board, broker.Port);
        using BlockingCollection<bool> closed = [];
        client.ConnectionClosed += (_, _) => closed.Add(true);

        client.Disconnect();

        Await.Next(closed);
        Assert.AreEqual(MqttClientDisconnectType.Clean, Await.Next(broker.Disconnections));
        Assert.IsEmpty(broker.Messages);
    }

    [TestMethod]
    public void CloseWithoutDisconnectMakesTheBrokerPublishTheWill()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = ConnectWithWill(board, broker.Port);

        client.Close();

        Assert.AreEqual("status offline", Await.Next(broker.Messages));
    }

    [TestMethod]
    public void ABadTopicEndsTheConnectionInsteadOfThrowing()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<bool> closed = [];
        client.ConnectionClosed += (_, _) => closed.Add(true);

        client.Publish("door/#", Payload);

        Assert.IsTrue(Await.Next(closed));
    }

    [TestMethod]
    public void AHandlerThatThrowsEndsTheConnection()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = Connect(board, broker.Port);
        using BlockingCollection<bool> closed = [];
        client.MqttMsgPublished += (_, _) => throw new InvalidOperationException("A bug in the firmware.");
        client.ConnectionClosed += (_, _) => closed.Add(true);

        Publish(client, "door");

        Assert.IsTrue(Await.Next(closed));
    }

    [TestMethod]
    public void APeerThatFallsSilentIsNoticedWithinTwiceTheKeepAlive()
    {
        using TcpListener silentBroker = new(IPAddress.Loopback, 0);
        silentBroker.Start();
        Task<Socket> accepted = silentBroker.AcceptSocketAsync();
        _ = accepted.ContinueWith(peer => peer.Result.Send(AcceptingConnAck), TaskScheduler.Default);
        using TestBoard board = new();
        using BlockingCollection<bool> closed = [];
        board.Run(() =>
        {
            MqttClient client = NewClient(((IPEndPoint)silentBroker.LocalEndpoint).Port);
            client.ConnectionClosed += (_, _) => closed.Add(true);
            return client.Connect("node", null, null, true, 1);
        });

        Assert.IsTrue(Await.Next(closed));
        accepted.Result.Dispose();
    }

    [TestMethod]
    public void ConnectingToAPortWithoutABrokerThrows()
    {
        using TestBoard board = new();

        MqttConnectionException failure = Assert.ThrowsExactly<MqttConnectionException>(
            () => board.Run(() => NewClient(TestBroker.FreePort()).Connect("node")));

        Assert.IsInstanceOfType<SocketException>(failure.InnerException);
    }

    [TestMethod]
    public void ABrokerThatHangsUpBeforeItAnswersThrows()
    {
        using TcpListener rudeBroker = new(IPAddress.Loopback, 0);
        rudeBroker.Start();
        _ = rudeBroker.AcceptSocketAsync().ContinueWith(peer => peer.Result.Dispose(), TaskScheduler.Default);
        using TestBoard board = new();

        Assert.ThrowsExactly<MqttCommunicationException>(
            () => board.Run(() => NewClient(((IPEndPoint)rudeBroker.LocalEndpoint).Port).Connect("node")));
    }

    [TestMethod]
    public void ARefusedConnectReturnsTheReason()
    {
        using TestBroker broker = new() { RefusesClients = true };
        using TestBoard board = new();
        MqttClient client = board.Run(() => NewClient(broker.Port));

        MqttReasonCode reason = client.Connect("node", "node", "wrong");

        Assert.AreEqual(MqttReasonCode.ConnectionRefusedBadUserNameOrPassword, reason);
        Assert.IsFalse(client.IsConnected);
    }

    [TestMethod]
    public void AnIncompleteWillIsRefused()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = board.Run(() => NewClient(broker.Port));

        MqttClientException refusal = Assert.ThrowsExactly<MqttClientException>(() => client.Connect(
            "node", null, null, false, MqttQoSLevel.AtLeastOnce, true, "status", null, true, 60));

        Assert.AreEqual(MqttClientErrorCode.WillWrong, refusal.ErrorCode);
    }

    [TestMethod]
    public void OldTlsAndMqtt5AreNotSupported()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = board.Run(() => NewClient(broker.Port));
        client.ProtocolVersion = MqttProtocolVersion.Version_5;

        Assert.ThrowsExactly<NotSupportedException>(() => client.Connect("node"));
        Assert.ThrowsExactly<NotSupportedException>(() => board.Run(
            () => new MqttClient("127.0.0.1", 8883, true, null, null, MqttSslProtocols.TLSv1_1)));
    }

    [TestMethod]
    public void APowerCutMakesTheBrokerPublishTheWillAndCallsNoHandler()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        MqttClient client = ConnectWithWill(board, broker.Port);
        using BlockingCollection<bool> closed = [];
        client.ConnectionClosed += (_, _) => closed.Add(true);

        Assert.IsTrue(board.Board.PowerOff());

        Assert.AreEqual("status offline", Await.Next(broker.Messages));
        Assert.AreEqual(MqttClientDisconnectType.NotClean, Await.Next(broker.Disconnections));
        Assert.IsEmpty(closed);
    }

    [TestMethod]
    public void APowerCutEndsAConnectThatWaitsForTheBroker()
    {
        using TcpListener silentBroker = new(IPAddress.Loopback, 0);
        silentBroker.Start();
        Task<Socket> accepted = silentBroker.AcceptSocketAsync();
        using TestBoard board = new();
        Task<MqttReasonCode> connecting = Task.Run(() => board.Run(
            () => NewClient(((IPEndPoint)silentBroker.LocalEndpoint).Port).Connect("node")));
        using Socket peer = accepted.WaitAsync(TestBoard.Patience).GetAwaiter().GetResult();

        Assert.IsTrue(board.Board.PowerOff());

        Assert.ThrowsExactly<PowerLostException>(() => connecting.GetAwaiter().GetResult());
    }

    private static MqttClient NewClient(int port)
    {
        return new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None);
    }

    private static MqttClient Connect(TestBoard board, int port)
    {
        return board.Run(() =>
        {
            MqttClient client = NewClient(port);
            Assert.AreEqual(MqttReasonCode.Success, client.Connect("node"));
            Assert.IsTrue(client.IsConnected);
            return client;
        });
    }

    private static MqttClient ConnectWithWill(TestBoard board, int port)
    {
        return board.Run(() =>
        {
            MqttClient client = NewClient(port);
            client.Connect(
                "node", null, null, true, MqttQoSLevel.AtLeastOnce, true, "status", "offline", true, 60);
            return client;
        });
    }

    private static ushort Publish(MqttClient client, string topic)
    {
        return client.Publish(topic, Payload, null, null, MqttQoSLevel.AtLeastOnce, false);
    }

    private static BlockingCollection<MqttMsgPublishedEventArgs> CollectPublished(MqttClient client)
    {
        BlockingCollection<MqttMsgPublishedEventArgs> published = [];
        client.MqttMsgPublished += (_, e) => published.Add(e);
        return published;
    }
}
