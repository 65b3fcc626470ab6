using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

/// <summary>
/// What is left of a journal under pressure, with its losses, is one chain from the first record to the last, to a verifier that
/// knows the wire format and the key, and none of the node's code.
/// </summary>
[TestClass]
public sealed class LossChainTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [TestMethod]
    public void WhatIsLeftIsOneChainAndHoldsEveryAlarm()
    {
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 300]).Array[500, 2500].Sample(
            records =>
            {
                RecordJournal journal = new(new ModelStorage(), Signing.Node, "1");
                foreach ((int kind, int length) in records)
                {
                    Append(journal, kind, length);
                }

                (long lost, int alarms) = Verify(Deliver(journal));
                Assert.AreEqual(records.Count(record => record.Item1 == 0), alarms, "alarms");
                Assert.AreEqual(lost > 0, journal.DroppedKinds != 0);
            },
            iter: 12);
    }

    [TestMethod]
    [DataRow(1, new[] { RecordKind.Meter })]
    [DataRow(Limits.MaxUnconfirmedInFlight, new[] { RecordKind.Zone })]
    [DataRow(Limits.MaxUnconfirmedInFlight, new[] { RecordKind.Zone, RecordKind.Span, RecordKind.Meter })]
    public void AFlashFullOfTheShortestAlarmsIsDeliveredThoughEachNeedsALoss(int inFlight, RecordKind[] between)
    {
        RecordJournal journal = new(new ModelStorage(), Signing.Node, "1");
        int alarms = 0;
        while (TryAppendAlarm(journal))
        {
            RecordWriter writer = Signing.NewWriter();
            writer.Begin(between[alarms++ % between.Length]).Name("text").Text("door");
            TryCommit(journal, writer);
        }

        Assert.IsGreaterThan(700, alarms);
        List<byte[]> sent = Deliver(journal, inFlight, whileDelivering: () => alarms += TryAppendAlarm(journal) ? 1 : 0);

        (long lost, int delivered) = Verify(sent);
        Assert.AreEqual(alarms, delivered);
        Assert.IsGreaterThan(600, lost);
    }

    private static bool TryAppendAlarm(RecordJournal journal)
    {
        RecordWriter writer = Signing.NewWriter();
        writer.Begin(RecordKind.Zone).Name("alarm").Text("fault").Name("state").Text("cut").Name("type").Text("gas").Name("zone").Text("a");
        return TryCommit(journal, writer);
    }

    private static bool TryCommit(RecordJournal journal, RecordWriter writer)
    {
        ChainLink before = new();
        before.MoveTo(journal.Head);
        writer.EndJournaled(journal.Head, ClockReading.At(1772410200000, 40, ClockQuality.Sync), 77);
        bool isStored = journal.Append(writer.Signed) == AppendStatus.Stored;
        if (!isStored)
        {
            journal.Head.MoveTo(before);
        }

        Assert.IsTrue(journal.Store());
        return isStored;
    }

    private static void Append(RecordJournal journal, int kind, int length)
    {
        RecordWriter writer = Signing.NewWriter();
        CanonicalWriter data = writer.Begin(kind < 50 ? RecordKind.Zone : kind < 80 ? RecordKind.Meter : RecordKind.Span);
        if (kind == 0)
        {
            data.Name("alarm").Text("detected");
        }

        data.Name("text").Text(new string('x', length));
        Commit(journal, writer);
    }

    private static void Commit(RecordJournal journal, RecordWriter writer)
    {
        writer.EndJournaled(journal.Head, ClockReading.At(1772410200000, 40, ClockQuality.Sync), 77);
        Assert.AreEqual(AppendStatus.Stored, journal.Append(writer.Signed));
        Assert.IsTrue(journal.Store());
    }

    /// <summary>All records in order, each gap preceded by the loss that explains it, each confirmed once so many are sent.</summary>
    private static List<byte[]> Deliver(RecordJournal journal, int inFlight = 1, Action? whileDelivering = null)
    {
        const int DeliveredPerNewRecord = 10;
        List<byte[]> sent = [];
        Queue<long> unconfirmed = [];
        ChainLink to = new();
        long next = 1;
        for (long sequence = journal.Find(next); sequence > 0; sequence = journal.Find(next))
        {
            if (sequence > next)
            {
                Assert.IsTrue(journal.TryReadPrevious(sequence, to));
                RecordWriter writer = Signing.NewWriter();
                Loss.Write(writer.Begin(RecordKind.Loss), next, to, journal.DroppedKinds);
                Commit(journal, writer);
                sent.Add(Read(journal, journal.FindLoss(next, to.Sequence)));
            }

            // The loss itself may have needed room: then the gap has grown, and is explained anew.
            if (journal.Find(next) == sequence)
            {
                sent.Add(Read(journal, sequence));
                unconfirmed.Enqueue(sequence);
                next = sequence + 1;
            }

            if (unconfirmed.Count == inFlight)
            {
                journal.Confirm(unconfirmed.Dequeue());
            }

            if (sent.Count % DeliveredPerNewRecord == 0)
            {
                whileDelivering?.Invoke();
            }
        }

        return sent;
    }

    private static byte[] Read(RecordJournal journal, long sequence)
    {
        byte[] target = new byte[Limits.MaxRecordBytes];
        int count = journal.Read(sequence, target);
        Assert.IsGreaterThan(0, count, $"record {sequence}");
        return target[..count];
    }

    private static (long Lost, int Alarms) Verify(List<byte[]> records)
    {
        (long Sequence, string Link) head = (0, new string('A', 22));
        Dictionary<(long From, long To), string> losses = [];
        (long lost, int alarms) = (0L, 0);
        foreach (byte[] record in records)
        {
            using JsonDocument document = JsonDocument.Parse(record);
            JsonElement root = document.RootElement;
            string link = VerifySignature(Encoding.ASCII.GetString(record), root.GetProperty("sig").GetString()!);
            JsonElement data = root.GetProperty("data");
            if (root.GetProperty("kind").GetString() == "loss")
            {
                losses[(data.GetProperty("from_seq").GetInt64(), data.GetProperty("to_seq").GetInt64())]
                    = data.GetProperty("to_link").GetString()!;
            }

            (long sequence, string previous) = (root.GetProperty("seq").GetInt64(), root.GetProperty("prev").GetString()!);
            bool isNext = sequence == head.Sequence + 1 && previous == head.Link;
            if (isNext || losses.GetValueOrDefault((head.Sequence + 1, sequence - 1)) == previous)
            {
                lost += sequence - head.Sequence - 1;
                alarms += data.TryGetProperty("alarm", out _) ? 1 : 0;
                head = (sequence, link);
            }
            else
            {
                Assert.AreEqual("loss", root.GetProperty("kind").GetString(), "only a loss comes ahead of its place");
            }
        }

        Assert.IsTrue(records[^1].AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"seq\":{head.Sequence},")) > 0, "to the last");
        return (lost, alarms);
    }

    /// <summary>Checks the signature over the record without its <c>sig</c>, and returns the link to it.</summary>
    private static string VerifySignature(string record, string signature)
    {
        string[] parts = signature.Split("..");
        string signed = parts[0] + "." + record.Replace($",\"sig\":\"{signature}\"", "", StringComparison.Ordinal);
        byte[] expected = HMACSHA256.HashData(Secret, Encoding.ASCII.GetBytes(signed));
        Assert.AreEqual(System.Buffers.Text.Base64Url.EncodeToString(expected), parts[1]);
        return System.Buffers.Text.Base64Url.EncodeToString(expected.AsSpan(0, 16));
    }
}
