using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

[TestClass]
public class ProtectionRuleTests
{
    private const string Name = "n1";

    [TestMethod]
    [DataRow("day", true, 90_000, VerdictState.Protected, "")]
    [DataRow("full", true, 90_000, VerdictState.Protected, "")]
    [DataRow("day", true, 90_001, VerdictState.Unknown, "node_silent:n1")]
    [DataRow("day", false, 0, VerdictState.Unknown, "node_offline:n1")]
    [DataRow("day", false, 90_001, VerdictState.Unknown, "node_offline:n1")]
    [DataRow("none", true, 0, VerdictState.NotProtected, "protection_none:n1")]
    [DataRow("test", true, 90_000, VerdictState.NotProtected, "protection_test:n1")]
    [DataRow("test", true, 90_001, VerdictState.Unknown, "node_silent:n1")]
    [DataRow("none", false, 0, VerdictState.Unknown, "node_offline:n1")]
    public void ANodeIsJudgedByItsNewestEvidence(
        string protection, bool isOnline, long ageMs, VerdictState expected, string reasons)
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs, 0, ClockQuality.Sync) };
        Bench bench = new(node);
        NodeStatus status = new();
        status.Apply(bench.AcceptNotice(node, node.Notice(1, isOnline), isOnline));
        status.Apply(bench.Accept(node.Topics.State, node.Heartbeat(new TestNode.Saying { Protection = protection, Reasons = Reasons(protection) })), Bench.NowMs);

        Verdict verdict = ProtectionRule.Judge(Name, status, Bench.NowMs + ageMs);

        Assert.AreEqual(expected, verdict.State);
        Assert.AreEqual(reasons, string.Join(' ', verdict.Reasons));
    }

    [TestMethod]
    public void WithoutAnyHeartbeatNothingIsKnown()
    {
        TestNode node = new();
        NodeStatus status = NewOnlineStatus(new Bench(node), node);

        Verdict verdict = ProtectionRule.Judge(Name, status, Bench.NowMs);

        Assert.AreEqual(VerdictState.Unknown, verdict.State);
        Assert.AreEqual("no_evidence:n1", verdict.Reasons.Single());
    }

    [TestMethod]
    public void ABootAfterTheHeartbeatLeavesTheZonesUnknown()
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs, 0, ClockQuality.Sync) };
        Bench bench = new(node);
        NodeStatus status = NewOnlineStatus(bench, node);
        status.Apply(bench.Accept(node.Topics.State, node.Heartbeat()), Bench.NowMs);
        status.Apply(bench.Accept(node.Topics.Journal, node.Started(("b", "door"), ("a", "panic"))), Bench.NowMs);

        Verdict verdict = ProtectionRule.Judge(Name, status, Bench.NowMs);

        Assert.AreEqual(VerdictState.Unknown, verdict.State);
        Assert.AreEqual("zone_unknown:n1/a zone_unknown:n1/b", string.Join(' ', verdict.Reasons));
    }

    /// <summary>Clause P1: power that went and came back within three heartbeats was a time without protection, whatever was said before it.</summary>
    [TestMethod]
    public void AHeartbeatDoesNotVouchForABootAfterItsOwn()
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs, 0, ClockQuality.Sync) };
        TestNode rebooted = node.Successor(boot: 2);
        Bench bench = new(node);
        NodeStatus status = NewOnlineStatus(bench, node);
        status.Apply(bench.Accept(node.Topics.State, node.Heartbeat()), Bench.NowMs);
        Assert.AreEqual(VerdictState.Protected, ProtectionRule.Judge(Name, status, Bench.NowMs).State);

        status.Apply(bench.AcceptNotice(node, rebooted.Notice(1, isOnline: true), isOnline: true));
        Verdict verdict = ProtectionRule.Judge(Name, status, Bench.NowMs);
        Assert.AreEqual(VerdictState.Unknown, verdict.State);
        Assert.AreEqual("no_evidence:n1", verdict.Reasons.Single());

        status.Apply(bench.Accept(node.Topics.State, rebooted.Heartbeat()), Bench.NowMs);
        Assert.AreEqual(VerdictState.Protected, ProtectionRule.Judge(Name, status, Bench.NowMs).State);
    }

    [TestMethod]
    [DataRow("", VerdictState.Unknown, "no_nodes")]
    [DataRow("P", VerdictState.Protected, "")]
    [DataRow("PP", VerdictState.Protected, "")]
    [DataRow("PU", VerdictState.Unknown, "U1")]
    [DataRow("UN", VerdictState.NotProtected, "U0 N1")]
    [DataRow("NUPN", VerdictState.NotProtected, "N0 U1 N3")]
    public void TheWorstNodeDecidesForTheFacility(string nodes, VerdictState expected, string reasons)
    {
        Verdict[] verdicts =
        [
            .. nodes.Select((state, i) => state switch
            {
                'P' => new Verdict(VerdictState.Protected, []),
                'U' => new Verdict(VerdictState.Unknown, [$"U{i}"]),
                _ => new Verdict(VerdictState.NotProtected, [$"N{i}"]),
            }),
        ];

        Verdict verdict = ProtectionRule.Combine(verdicts);

        Assert.AreEqual(expected, verdict.State);
        Assert.AreEqual(reasons, string.Join(' ', verdict.Reasons));
    }

    [TestMethod]
    public void WhatTheNodesOwnRecordsSayAgainstItsWordPrevails()
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs, 0, ClockQuality.Sync) };
        Bench bench = new(node);
        NodeStatus status = NewOnlineStatus(bench, node);
        Apply(node.Started(("smoke", "smoke"), ("gate", "door")));
        Apply(node.Heartbeat());
        Apply(node.Zone("smoke", "smoke", "cut"));
        Assert.AreEqual("zone_fault:n1/smoke", Judge());

        Apply(node.Heartbeat());
        Assert.AreEqual("contradicted:n1 zone_fault:n1/smoke", Judge());

        Apply(node.Heartbeat(new TestNode.Saying { Faults = ["cut:smoke"], Reasons = ["zone_fault:smoke"] }));
        Assert.AreEqual("zone_fault:n1/smoke", Judge());

        Apply(node.Zone("smoke", "smoke", "normal"));
        Apply(node.Heartbeat());
        Assert.AreEqual("", Judge());

        void Apply(byte[] bytes)
        {
            string text = System.Text.Encoding.ASCII.GetString(bytes);
            string topic = text.Contains("heartbeat", StringComparison.Ordinal) ? node.Topics.State : node.Topics.Journal;
            Assert.IsTrue(status.Apply(bench.Accept(topic, bytes), Bench.NowMs));
        }

        string Judge()
        {
            return string.Join(' ', ProtectionRule.Judge(Name, status, Bench.NowMs).Reasons);
        }
    }

    private static NodeStatus NewOnlineStatus(Bench bench, TestNode node)
    {
        NodeStatus status = new();
        status.Apply(bench.AcceptNotice(node, node.Notice(1, isOnline: true), isOnline: true));
        return status;
    }

    private static string[] Reasons(string protection)
    {
        return protection is "none" or "test" ? ["protection_" + protection] : [];
    }
}
