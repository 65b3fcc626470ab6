using System.Collections;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>
/// A configuration that the supervisor signed is judged, tried and kept or given up, each with a record. The running settings are those
/// of <see cref="TestBoard"/>, of version 1.
/// </summary>
[TestClass]
public class NodeConfigurationTests
{
    private const long Id = 5;

    [TestMethod]
    public void TheBootRecordNamesTheConfiguration()
    {
        TestBoard board = Connected();

        Expect.Contains("\"data\":{\"config\":{\"version\":1},\"meters\":", board.Link.On("/journal")[0]);
    }

    [TestMethod]
    public void AGoodUpdateIsAcceptedAndAsksForARestart()
    {
        TestBoard board = Connected();
        byte[] text = Document(2, Sample.Node);

        Send(board, text, Id);

        string record = NewestConfig(board);
        Expect.Contains("\"data\":{\"hash\":\"" + Hash(text) + "\",\"id\":5,\"result\":\"accepted\",\"version\":2,\"who\":\"inspector\"}", record);
        Assert.IsTrue(board.Node.NeedsRestart);
    }

    [TestMethod]
    public void AnUpdateOfManyPartsIsPutTogether()
    {
        TestBoard board = Connected();
        byte[] text = LongDocument();
        Assert.IsTrue(text.Length > 2 * Limits.MaxConfigurationPartBytes);

        Send(board, text, Id);

        Expect.Contains(Hash(text), NewestConfig(board));
    }

    [TestMethod]
    [DataRow(1, Sample.Node, "\"errors\":[\"version must be above 1\"]")]
    [DataRow(2, "410481001-0007-02", "\"errors\":[\"node must be 410481001-0007-01\"]")]
    [DataRow(0, Sample.Node, "\"errors\":[\"version must be a whole number from 1 to 2147483647\"")]
    public void WhatDoesNotFitIsRefusedWithItsErrors(int version, string node, string expected)
    {
        TestBoard board = Connected();

        Send(board, Document(version, node), Id);

        string record = NewestConfig(board);
        Expect.Contains(expected, record);
        Expect.Contains("\"id\":5,\"result\":\"refused\",\"who\":\"inspector\"}", record);
        Assert.IsFalse(board.Node.NeedsRestart);
    }

    [TestMethod]
    public void TlsIsRefusedByANodeThatHasNoCaCertificateAndTakenByOneThatHas()
    {
        TestBoard board = Connected();
        SettingsTree tree = new SettingsTree().Set("version", 2).Set("broker.tls", true);
        byte[] text = CanonicalTree.Write(tree.Root, Limits.MaxSettingsBytes);

        Send(board, text, Id);
        Expect.Contains("\"errors\":[\"broker.tls needs the CA certificate of the broker, as ca.pem", NewestConfig(board));
        Assert.IsFalse(board.Node.NeedsRestart);

        new NodeStore(board.Storage).Put(null, null, new byte[] { 1 });
        board.Restart();
        board.RunUntil(1000);
        Send(board, text, Id + 1);
        Expect.Contains("\"result\":\"accepted\"", NewestConfig(board));
    }

    [TestMethod]
    public void WhatIsNotCanonicalIsRefused()
    {
        TestBoard board = Connected();

        Send(board, Ascii.GetBytes("{ }"), Id);

        Expect.Contains("settings must be one JSON object of at most 6144 bytes", NewestConfig(board));
    }

    [TestMethod]
    public void AnUpdateIsAnsweredOnce()
    {
        TestBoard board = Connected();
        Send(board, Document(1, Sample.Node), Id);
        int before = ConfigRecords(board);

        Send(board, Document(2, Sample.Node), Id);

        Assert.AreEqual(before, ConfigRecords(board));
        Assert.IsFalse(board.Node.NeedsRestart);
    }

    [TestMethod]
    public void AnUpdateThatIsSignedWithAnotherKeyIsIgnored()
    {
        TestBoard board = Connected();
        byte[] text = Document(2, Sample.Node);
        byte[][] parts = ConfigurationPart.Split(Sample.ForeignKey(), NodeId.Parse(Sample.Node), text, Id, Later(board), "x");

        Receive(board, parts, 0, parts.Length);

        Assert.AreEqual(0, ConfigRecords(board));
        board.RunUntil(board.NowMs + 31000);
        string[] beats = board.Link.On("/state retained");
        Expect.Contains("\"ignored_commands\":1", beats[beats.Length - 1]);
    }

    [TestMethod]
    public void AnUpdateThatIsTooOldIsRefused()
    {
        TestBoard board = Connected();
        byte[][] parts = ConfigurationPart.Split(
            Sample.Key(), NodeId.Parse(Sample.Node), Document(2, Sample.Node), Id, board.Clock.UnixMs - 1, "x");

        Receive(board, parts, 0, parts.Length);

        Expect.Contains("expires is past", NewestConfig(board));
    }

    [TestMethod]
    public void AnUpdateWithoutOneOfItsPartsComesToNothing()
    {
        TestBoard board = Connected();
        byte[][] parts = PartsOf(board, LongDocument(), Id);

        Receive(board, parts, 0, 1);
        Receive(board, parts, 2, parts.Length);

        Assert.AreEqual(0, ConfigRecords(board));
        Send(board, Document(2, Sample.Node), Id + 1);
        Expect.Contains("\"result\":\"accepted\"", NewestConfig(board));
    }

    [TestMethod]
    public void ARestartWaitsWhileTheSirenSounds()
    {
        TestBoard board = Connected();
        board.Settle(board.Panic, true);
        Send(board, Document(2, Sample.Node), Id);
        Assert.IsFalse(board.Node.NeedsRestart);

        board.Settle(board.Panic, false);
        board.Command(1, "reset", "", 0);
        board.RunUntil(board.NowMs + 100);

        Assert.IsTrue(board.Node.NeedsRestart);
    }

    [TestMethod]
    public void AnAcknowledgedRecordOfTheTrialConfirmsIt()
    {
        TestBoard board = OnTrial();
        board.Acknowledge(1);
        board.RunUntil(2000);
        Assert.AreEqual(0, CountOf(board, "\"result\":\"confirmed\""));

        board.Acknowledge(board.Link.On("/journal").Length);
        board.RunUntil(3000);

        Assert.AreEqual(1, CountOf(board, "\"result\":\"confirmed\",\"version\":1"));
        Assert.IsFalse(Stored(board).IsOnTrial);
    }

    [TestMethod]
    public void ATrialWithoutAnAcknowledgementIsGivenUpInTime()
    {
        TestBoard board = OnTrial();
        board.RunUntil(Limits.MaxTrialMs - 1);
        Assert.IsFalse(board.Node.NeedsRestart);

        board.RunUntil(Limits.MaxTrialMs);

        Assert.IsTrue(board.Node.NeedsRestart);
        Assert.AreEqual(2, Stored(board).GivenUpVersion);
    }

    [TestMethod]
    public void TheNextStartTellsOfWhatWasGivenUp()
    {
        TestBoard board = OnTrial();
        board.RunUntil(Limits.MaxTrialMs);
        board.Restart();
        board.RunUntil(1000);

        Assert.AreEqual(1, CountOf(board, "\"data\":{\"result\":\"given_up\",\"version\":2}"));
        Assert.AreEqual(0, Stored(board).GivenUpVersion);
    }

    /// <summary>A node whose store holds a good configuration, and another one on trial with which it has started.</summary>
    private static TestBoard OnTrial()
    {
        TestBoard board = Connected();
        NodeStore store = new NodeStore(board.Storage);
        byte[] text = Document(1, Sample.Node);
        store.Put(text, null, null);
        store.BeginTrial(text, Sha256.HashOf(text), 2, Id);
        board.Restart();
        board.RunUntil(1000);
        return board;
    }

    private static TestBoard Connected()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(1763884800000);
        board.Start();
        board.RunUntil(1000);
        return board;
    }

    private static NodeStore Stored(TestBoard board)
    {
        return new NodeStore(board.Storage);
    }

    private static void Send(TestBoard board, byte[] text, long id)
    {
        byte[][] parts = PartsOf(board, text, id);
        Receive(board, parts, 0, parts.Length);
    }

    private static byte[][] PartsOf(TestBoard board, byte[] text, long id)
    {
        return ConfigurationPart.Split(Sample.Key(), NodeId.Parse(Sample.Node), text, id, Later(board), "inspector");
    }

    private static void Receive(TestBoard board, byte[][] parts, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            board.Link.ReceiveCommand(parts[i]);
        }

        board.RunUntil(board.NowMs + 200);
    }

    private static long Later(TestBoard board)
    {
        return board.Clock.UnixMs + 60000;
    }

    private static byte[] Document(int version, string node)
    {
        SettingsTree tree = new SettingsTree().Set("version", version).Set("node", node);
        return CanonicalTree.Write(tree.Root, Limits.MaxSettingsBytes);
    }

    /// <summary>One that takes more than two parts.</summary>
    private static byte[] LongDocument()
    {
        SettingsTree tree = new SettingsTree().WithBus().Set("version", 2);
        ArrayList holidays = new ArrayList();
        for (int month = 1; month <= 4; month++)
        {
            for (int day = 1; day <= 16; day++)
            {
                holidays.Add(20270000 + (month * 100) + day);
            }
        }

        ArrayList hours = new ArrayList();
        for (int hour = 10; hour < 10 + Limits.MaxOpeningHours; hour++)
        {
            hours.Add(SettingsTree.Table("days", "mon-sun", "open", hour.ToString() + ":00", "close", hour.ToString() + ":30"));
        }

        tree.Set("schedule.holidays", holidays).Set("schedule.hours", hours);
        return CanonicalTree.Write(tree.Root, Limits.MaxSettingsBytes);
    }

    private static string Hash(byte[] text)
    {
        byte[] hash = new byte[Base64Url.EncodedLength(Sha256.HashBytes)];
        Base64Url.Encode(Sha256.HashOf(text), 0, Sha256.HashBytes, hash, 0);
        return Bytes.ToText(hash);
    }

    private static string NewestConfig(TestBoard board)
    {
        string[] records = board.Link.On("/journal");
        for (int i = records.Length - 1; i >= 0; i--)
        {
            if (records[i].Contains("\"kind\":\"config\""))
            {
                return records[i];
            }
        }

        return "";
    }

    private static int ConfigRecords(TestBoard board)
    {
        return CountOf(board, "\"kind\":\"config\"");
    }

    private static int CountOf(TestBoard board, string part)
    {
        string[] records = board.Link.On("/journal");
        int count = 0;
        for (int i = 0; i < records.Length; i++)
        {
            count += records[i].Contains(part) ? 1 : 0;
        }

        return count;
    }
}
