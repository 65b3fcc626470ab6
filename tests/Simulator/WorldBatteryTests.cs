using System.Text;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.World;
using Wugang.Sim.World.Network;

namespace Wugang.Tests.Simulator;

/// <summary>A node of the virtual world with a battery clock, through long times without power (clause S7: within ten minutes a year).</summary>
[TestClass]
public class WorldBatteryTests
{
    private const long StartMs = 1772424000000;
    private const long MinuteMs = 60_000;
    private const long YearMs = 365 * 24 * 60 * MinuteMs;

    private readonly VirtualTime _time = new(StartMs);
    private readonly WorldNode _node;
    private readonly List<JsonNode> _records = [];

    public WorldBatteryTests()
    {
        NodeSettings settings = new()
        {
            Node = NodeId.Parse("410481001-0007-01"),
            Siren = { Pin = 1 },
            Controls = { ResetPin = 2 },
            BatteryClock = new BatteryClockSettings { SdaPin = 11, SclPin = 43 },
        };
        NodeKeys keys = new() { KeyId = "1", KeySecret = new byte[NodeKey.SecretBytes] };
        _node = new WorldNode(_time, new WorldBroker(), settings, keys, Faults.None, seed: 1);
        _node.Board.Connection.Sent += (topic, payload) =>
        {
            if (topic.EndsWith("/journal", StringComparison.Ordinal))
            {
                _records.Add(JsonNode.Parse(Encoding.UTF8.GetString(payload))!);
            }
        };
    }

    [TestMethod]
    public void AfterAYearWithoutPowerTheTimeIsHeldWithinWhatItsBoundSays()
    {
        RunWithTimeServer();
        _time.RunUntil(_time.NowMs + YearMs);

        JsonNode boot = BootWithoutTimeServer();

        Assert.AreEqual("hold", (string?)boot["tq"]);
        long wrongMs = Math.Abs((long)boot["t"]! - _time.NowMs);
        Assert.IsLessThanOrEqualTo((long)boot["te"]!, wrongMs);
        Assert.IsLessThan(10 * MinuteMs, (long)boot["te"]!);
    }

    [TestMethod]
    public void WithoutABatteryMeanwhileThereIsNoTime()
    {
        RunWithTimeServer();
        _node.Board.ClockChip.TakeBatteryOut();

        Assert.AreEqual("none", (string?)BootWithoutTimeServer()["tq"]);
    }

    private void RunWithTimeServer()
    {
        _node.PowerOn();
        _time.RunUntil(_time.NowMs + MinuteMs);
        _node.PowerOff();
        _records.Clear();
    }

    /// <returns>The boot record; little time has passed since it was made.</returns>
    private JsonNode BootWithoutTimeServer()
    {
        _node.Board.TimeOfDay.IsSntpReachable = false;
        _node.PowerOn();
        _time.RunUntil(_time.NowMs + 2000);
        return _records.First(record => (string?)record["kind"] == "boot" && (long)record["boot"]! == 2);
    }
}
