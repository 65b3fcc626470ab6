using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Verify;
using Wugang.Tests.Supervisor.Support;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Tests.Supervisor.Ledger;

/// <summary>What is exported can be checked by anybody with the keys, and nothing in it can be changed unseen.</summary>
[TestClass]
public class ExportTests
{
    private const long DayMs = 24L * 3600 * 1000;

    [TestMethod]
    public async Task WhatTheLedgerHoldsIsWhole()
    {
        using TempFolder folder = new();
        Fill(folder);
        string file = folder.PathOf("export.jsonl");

        (int code, string output, string error) = await DotnetProgram.RunAsync(
            "Wugang.Supervisor.Cli", "", "ledger", "export", "--ledger", folder.PathOf("ledger.db"), "--from", "2026-11-24", "--to", "2026-11-25T00:00+00:00", "--out", file);
        Assert.AreEqual(0, code, error);
        StringAssert.StartsWith(output, "lines=13 sha256=");

        (code, output, _) = await DotnetProgram.RunAsync("Wugang.Supervisor.Verify", "", file, "--keys", folder.PathOf("keys.json"));
        Assert.AreEqual(0, code, output);
        StringAssert.Contains(output, "410481001-0007-01: records 1 to 6, 0 lost with a reason, 2 heartbeats\n");
        StringAssert.Contains(output, "410481001-0007-02: records 1 to 6, 2 lost with a reason, 0 heartbeats\n");
        StringAssert.EndsWith(output, "verdict=whole records=10 heartbeats=2 lost=2 flaws=0\n");
    }

    [TestMethod]
    public void OnlyWhatArrivedInTheTimeIsExported()
    {
        using TempFolder folder = new();
        Fill(folder);
        string[] lines = Export(folder, Bench.NowMs + 2, Bench.NowMs + 5);

        CollectionAssert.AreEqual(new[] { "3", "4", "5" }, lines[1..^1].Select(line => line.Split("\"seq\":")[1].Split(',')[0]).ToArray());
        Assert.IsEmpty(Verify(folder, lines).Flaws, "it begins in the middle of the chain");
    }

    [TestMethod]
    [DataRow("a bit is changed", "line 3 (record of 410481001-0007-01) has a wrong signature")]
    [DataRow("a record is left out", "record 3 of 410481001-0007-01 does not follow record 1, and no loss explains why")]
    [DataRow("a record comes twice", "record 2 of 410481001-0007-01 does not follow record 2")]
    [DataRow("two records change places", "record 2 of 410481001-0007-01 does not follow record 3")]
    [DataRow("it came before its time", "record 1 of 410481001-0007-01 says a time that was still 70000 ms away when it arrived")]
    [DataRow("a reason is left out", "record 5 of 410481001-0007-02 does not follow record 2, and no loss explains why")]
    [DataRow("a heartbeat comes twice", "heartbeat 2 of boot 1 of 410481001-0007-01 does not follow heartbeat 2 of boot 1")]
    [DataRow("it is cut", "line 14 is missing: the file was cut, its last line with the digest is not there")]
    [DataRow("the end is another", "line 15 has a digest that is not of the lines before it")]
    [DataRow("a line is junk", "line 2 is no line of an export")]
    [DataRow("something stands behind the end", "line 16 stands behind the end")]
    public void WhatIsChangedIsNamed(string change, string flaw)
    {
        using TempFolder folder = new();
        Fill(folder);
        List<string> lines = [.. Export(folder, Bench.NowMs, Bench.NowMs + DayMs)];

        Change(lines, change);

        Verification verification = Verify(folder, lines);
        CollectionAssert.Contains(verification.Flaws.Select(found => $"{found.Place} {found.What}").ToArray(), flaw, string.Join('\n', verification.Flaws));
    }

    [TestMethod]
    public void ARecordOfAnotherKeyIsRefused()
    {
        using TempFolder folder = new();
        Fill(folder);
        string[] lines = Export(folder, Bench.NowMs, Bench.NowMs + DayMs);
        File.WriteAllText(folder.PathOf("keys.json"), KeysOf(new TestNode(secret: 9), new TestNode("02", keyId: "7")));

        string[] flaws = [.. Verify(folder, lines).Flaws.Select(flaw => flaw.What)];

        Assert.AreEqual(8, flaws.Count(flaw => flaw == "has a wrong signature"));
        Assert.AreEqual(5, flaws.Count(flaw => flaw == "names the key '1', which is not among the keys"));
    }

    [TestMethod]
    [DataRow("[]", "no file of keys")]
    [DataRow("{\"410481001-0007-01\":{\"kid\":\"1\"}}", "no file of keys")]
    [DataRow("{\"410481001-0007-01\":{\"kid\":\"1\",\"k\":\"AAAA\"}}", "has 3 bytes, a key has 32")]
    public async Task KeysThatAreNoneAreSaidSo(string keys, string fault)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.PathOf("keys.json"), keys);

        (int code, _, string error) = await DotnetProgram.RunAsync(
            "Wugang.Supervisor.Verify", "", folder.PathOf("keys.json"), "--keys", folder.PathOf("keys.json"));

        Assert.AreEqual(2, code);
        StringAssert.Contains(error, folder.PathOf("keys.json"));
        StringAssert.Contains(error, fault);
    }

    [TestMethod]
    [DataRow("2026-11-24", "2026-11-24", "must be before")]
    [DataRow("yesterday", "2026-11-24", "--from must be a date")]
    [DataRow("2026-11-24", "2026-11-25", "cannot be read as a ledger")]
    public async Task WhatCannotBeExportedIsSaidSo(string from, string to, string fault)
    {
        using TempFolder folder = new();

        (int code, _, string error) = await DotnetProgram.RunAsync(
            "Wugang.Supervisor.Cli", "", "ledger", "export", "--ledger", folder.PathOf("none.db"), "--from", from, "--to", to, "--out", folder.PathOf("x"));

        Assert.AreEqual(2, code);
        StringAssert.Contains(error, fault);
        Assert.IsFalse(File.Exists(folder.PathOf("x")));
    }

    private static void Change(List<string> lines, string change)
    {
        int last = lines.Count - 1;
        int newestHeartbeat = lines.FindLastIndex(line => line.Contains("\"heartbeat\":", StringComparison.Ordinal));
        switch (change)
        {
            case "a bit is changed":
                lines[2] = lines[2].Replace("active", "actiwe", StringComparison.Ordinal);
                break;
            case "a record is left out":
                lines.RemoveAt(2);
                break;
            case "a record comes twice":
                lines.Insert(3, lines[2]);
                break;
            case "two records change places":
                (lines[2], lines[3]) = (lines[3], lines[2]);
                break;
            case "it came before its time":
                lines[1] = lines[1].Replace($"_ms\":{Bench.NowMs}", $"_ms\":{Bench.NowMs - 70_700}", StringComparison.Ordinal);
                break;
            case "a reason is left out":
                lines.RemoveAll(line => line.Contains("\"kind\":\"loss\"", StringComparison.Ordinal));
                break;
            case "a heartbeat comes twice":
                lines.Insert(newestHeartbeat, lines[newestHeartbeat]);
                break;
            case "it is cut":
                lines.RemoveRange(last - 1, 2);
                break;
            case "the end is another":
                lines[last] = $"{{\"lines\":13,\"sha256\":\"{new string('0', 64)}\"}}";
                break;
            case "a line is junk":
                lines[1] = "junk";
                break;
            case "something stands behind the end":
                lines.Add("more");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static Verification Verify(TempFolder folder, IEnumerable<string> lines)
    {
        string path = folder.PathOf("export.jsonl");
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return Verification.Of(path, KeyFile.Read(folder.PathOf("keys.json")));
    }

    private static string[] Export(TempFolder folder, long fromMs, long toMs)
    {
        using SqliteLedger export = SqliteLedger.OpenToRead(folder.PathOf("ledger.db"));
        using StringWriter target = new();
        LedgerExport.Write(export, fromMs, toMs, target);
        return target.ToString().TrimEnd('\n').Split('\n');
    }

    /// <summary>
    /// A ledger of two nodes: six records and two heartbeats of one; of the other records 1, 2 and, behind two that are lost, 5 and the loss,
    /// which came ahead of its place as well.
    /// </summary>
    private static void Fill(TempFolder folder)
    {
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        TestNode first = new() { Time = ClockReading.At(Bench.NowMs, 700, ClockQuality.Sync) };
        TestNode second = new("02");
        File.WriteAllText(folder.PathOf("keys.json"), KeysOf(first, second));
        Bench bench = new(first, second);
        int count = 0;
        LedgerEntry Believe(TestNode node, string topic, byte[] bytes)
        {
            return new LedgerEntry(bench.Accept(topic, bytes), Bench.NowMs + (node == first ? count++ : 100));
        }

        List<LedgerEntry> entries = [];
        byte[][] records = [first.Started(), .. Enumerable.Range(0, 5).Select(i => first.Door("gate", isOpen: i % 2 == 0))];
        entries.AddRange(records.Select(record => Believe(first, first.Topics.Journal, record)));
        entries.Add(Believe(first, first.Topics.State, first.Heartbeat()));
        entries.Add(Believe(first, first.Topics.State, first.Heartbeat()));
        entries.Add(Believe(second, second.Topics.Journal, second.Started()));
        entries.Add(Believe(second, second.Topics.Journal, second.Door("gate", isOpen: true)));
        second.Door("gate", isOpen: false);
        second.Door("gate", isOpen: true);
        ChainLink last = new();
        last.MoveTo(second.Head);
        byte[] behind = second.Door("gate", isOpen: false);
        byte[] loss = second.Journal(RecordKind.Loss, data => Loss.Write(data, 3, last, 0));
        bench.Judge(second.Topics.Journal, loss);
        Judgement.Accepted crossed = (Judgement.Accepted)bench.Judge(second.Topics.Journal, behind);
        entries.Add(new LedgerEntry(crossed.Record, Bench.NowMs + 100));
        entries.Add(Believe(second, second.Topics.Journal, loss));
        LedgerEntry explanation = new(crossed.Explanation!, Bench.NowMs + 100);
        ledger.Commit(new LedgerBatch(entries, [], []) { Explanations = [explanation] });
    }

    private static string KeysOf(params TestNode[] nodes)
    {
        IEnumerable<string> keys = nodes.Select(node =>
            $"\"{node.Id}\":{{\"kid\":\"{node.Key.KeyId}\",\"k\":\"{Base64Url.EncodeToString(SecretOf(node))}\"}}");
        return $"{{{string.Join(',', keys)}}}";
    }

    private static byte[] SecretOf(TestNode node)
    {
        byte[] secret = new byte[NodeKey.SecretBytes];
        Array.Fill(secret, node.Secret);
        return secret;
    }
}
