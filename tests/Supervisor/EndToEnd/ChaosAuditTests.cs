using Wugang.Firmware.Core.Records;
using Wugang.Sim.App.Chaos;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>What <c>chaos</c> holds a ledger against: what a virtual board has really made durable.</summary>
[TestClass]
public class ChaosAuditTests
{
    private const string Gate = "410481001-0007-01";

    [TestMethod]
    [DataRow("whole", 0, 0, 0)]
    [DataRow("without the newest", 1, 0, 0)]
    [DataRow("without the first", 1, 0, 1)]
    [DataRow("one twice", 0, 1, 0)]
    [DataRow("one changed", 0, 0, 2)]
    public async Task ALedgerIsHeldAgainstTheFlash(string ledger, int missing, int duplicated, int broken)
    {
        using TestSite site = new();
        site.PowerOn(Ports.TakeFree());
        await site.DoAndRecordAsync(Gate, "open gate");
        await site.DoAndRecordAsync(Gate, "close gate");
        site.Do("cut power 01");
        NodeId id = NodeId.Parse(Gate);
        FlashWitness flash = new(id, site.FlashOf(id));
        flash.Look();
        List<byte[]> stored = [.. flash.Records.OrderBy(record => record.Key).Select(record => record.Value)];
        Spoil(stored, ledger);

        ChaosAudit audit = new();
        audit.Check(id, TestSite.SecretOf(id), flash, stored);

        LedgerFindings found = audit.Findings;
        Assert.AreEqual(stored.Count, found.Records);
        Assert.AreEqual(missing, found.Missing);
        Assert.AreEqual(duplicated, found.Duplicated);
        Assert.HasCount(broken, found.Broken, string.Join('\n', found.Broken));
    }

    private static void Spoil(List<byte[]> stored, string how)
    {
        switch (how)
        {
            case "without the newest":
                stored.RemoveAt(stored.Count - 1);
                break;

            case "without the first":
                stored.RemoveAt(0);
                break;

            case "one twice":
                stored.Insert(1, stored[0]);
                break;

            case "one changed":
                int at = stored[^1].AsSpan().IndexOf("\"type\":\"door\""u8);
                Assert.IsGreaterThan(0, at);
                stored[^1] = [.. stored[^1]];
                stored[^1][at + "\"type\":\"".Length] = (byte)'b';
                break;

            default:
                break; // As it is.
        }
    }
}
