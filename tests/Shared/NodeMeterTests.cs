using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Meters at the quarter hours and heartbeats every 30 s, driven only by the times that the node asks for.</summary>
[TestClass]
public class NodeMeterTests
{
    private const long QuarterMs = 900000;

    // 2026-03-02 08:10:00 at +08:00, five minutes before a quarter.
    private const long StartUnixMs = 1772410200000;

    [TestMethod]
    public void AMeterIsReadAtTheStartAndAtEachQuarterOfTheClock()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(StartUnixMs);
        board.Start();
        board.StepAt(0);
        board.Power.Count = 1600;
        board.Water.Count = 3;

        board.Clock.Set(StartUnixMs + 299999);
        board.StepAt(299999);
        Assert.AreEqual(4, board.Link.On("/journal").Length, "boot, protection and two meters");
        board.Clock.Set(StartUnixMs + 300000);
        board.StepAt(300000);
        board.Acknowledge(3);
        board.StepAt(300001);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"meter\":\"power\",\"register_wh\":1000}", records[records.Length - 2]);
        Expect.Contains("\"interval_s\":900,\"medium\":\"water\",\"meter\":\"water\",\"register_l\":30}", records[records.Length - 1]);
    }

    [TestMethod]
    public void TheDueTimeNeverMissesAQuarterOrAHeartbeat()
    {
        TestBoard board = new TestBoard().Start();
        for (int quarter = 1; quarter <= 4; quarter++)
        {
            board.RunUntil(QuarterMs * quarter);
            board.Acknowledge(1 + (2 * quarter));
        }

        board.StepAt(board.NowMs + 1);

        // Boot and protection, two meters at the start and at each of four quarters, a span; heartbeats at 0, 30, … 3600 s.
        string[] records = board.Link.On("/journal");
        Expect.Contains("\"seq\":13,", records[records.Length - 1]);
        string[] heartbeats = board.Link.On("/state retained");
        Expect.Contains("\"up\":3600", heartbeats[heartbeats.Length - 1]);
        Assert.IsTrue(heartbeats.Length >= 120 && heartbeats.Length <= 122, heartbeats.Length.ToString());
    }

    [TestMethod]
    public void ARegisterGoesOnOverARestart()
    {
        TestBoard board = new TestBoard().Start();
        board.StepAt(0);
        board.Power.Count = 800;
        board.RunUntil(QuarterMs);
        board.Power.Count = 1600;

        board.Restart();
        board.StepAt(0);
        board.Power.Count = 160;
        board.RunUntil(QuarterMs);

        // 800 pulses were stored with the interval; the 800 after it went with the power.
        string[] records = board.Link.On("/journal");
        Expect.Contains("\"register_wh\":600}", records[records.Length - 2]);
    }

    [TestMethod]
    public void ARegisterFollowsItsMeterToAnotherPlaceInTheSettings()
    {
        TestBoard board = new TestBoard().Start();
        board.StepAt(0);
        board.Power.Count = 1600;
        board.Water.Count = 7;
        board.RunUntil(QuarterMs);
        MeterSettings[] meters = board.Settings.Meters;
        board.Settings.Meters = new MeterSettings[]
        {
            meters[1],
            new MeterSettings("new", Medium.Gas, 9, PulseConstant.FromLitresPerImpulse(10)),
            meters[0],
        };

        board.Restart();
        board.RunUntil(1000);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"meter\":\"water\",\"register_l\":70}", records[records.Length - 3]);
        Expect.Contains("\"meter\":\"new\",\"register_l\":0}", records[records.Length - 2]);
        Expect.Contains("\"meter\":\"power\",\"register_wh\":1000}", records[records.Length - 1]);
    }

    [TestMethod]
    public void TheLargestBootRecordFits()
    {
        TestBoard board = new TestBoard();
        board.Settings.Zones = new ZoneSettings[Limits.MaxZones];
        board.Settings.Meters = new MeterSettings[Limits.MaxMeters];
        for (int i = 0; i < Limits.MaxZones; i++)
        {
            string name = new string((char)('a' + i), Limits.MaxNameCharacters);
            board.Settings.Zones[i] = new ZoneSettings { Name = name, Type = ZoneType.WaterLeak, Pin = 10 + i };
        }

        for (int i = 0; i < Limits.MaxMeters; i++)
        {
            string name = new string((char)('a' + i), Limits.MaxNameCharacters);
            board.Settings.Meters[i] = new MeterSettings(
                name, Medium.Electricity, 40 + i, PulseConstant.FromImpulsesPerKilowattHour(1600));
            board.Settings.Meters[i].Serial = name;
            board.Settings.Meters[i].RolloverAt = 1000000000000;
        }

        board.Settings.Version = int.MaxValue;
        NodeStore store = new NodeStore(board.Storage);
        store.BeginTrial(new byte[1], new byte[Sha256.HashBytes], int.MaxValue, 1);
        board.Clock.Set(StartUnixMs);
        board.Start();
        board.RunUntil(1000);

        string boot = board.Link.On("/journal")[0];
        Expect.Contains("\"kind\":\"boot\"", boot);
        Assert.IsTrue(boot.Length <= Limits.MaxRecordBytes - 64, boot.Length.ToString() + ": numbers grow");
    }

    [TestMethod]
    public void ACounterThatGoesBackIsNotBelieved()
    {
        TestBoard board = new TestBoard().Start();
        board.StepAt(0);
        board.Power.Count = 1600;
        board.RunUntil(QuarterMs);
        board.Power.Count = 16;
        board.RunUntil(2 * QuarterMs);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"register_wh\":1000}", records[records.Length - 2]);
    }

    [TestMethod]
    public void AHeartbeatSaysWhatIsActiveAndInAlarm()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        board.Settle(board.Door, true);
        board.Settle(board.Smoke, true);
        board.Settle(board.Smoke, false);

        board.RunUntil(31000);

        string[] heartbeats = board.Link.On("/state retained");
        Expect.Contains(
            "\"data\":{\"active\":[\"door\"],\"alarms\":[\"smoke\"],\"bypassed\":[],\"faults\":[],\"input_to_publish_ms\":50,"
            + "\"interval_s\":30,\"protected\":true,\"protection\":\"day\",\"reasons\":[],\"siren\":true,\"storage\":\"ok\"}",
            heartbeats[heartbeats.Length - 1]);
    }
}
