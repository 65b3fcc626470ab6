using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>The alarm system on a board: loops, keys, supply, siren, buzzer and lamp, and what survives a loss of power.</summary>
[TestClass]
public class NodeSafetyTests
{
    private const int Channel = 3;
    private const int Normal = 2047;
    private const int Active = 2730;
    private const int Cut = 4095;
    private const int SetPin = 10;
    private const int SilencePin = 11;
    private const int BuzzerPin = 12;
    private const int LampPin = 13;
    private const int MainsPin = 14;

    [TestMethod]
    [DataRow(Active, "\"alarm\":\"detected\",\"input_to_siren_ms\":50,\"state\":\"active\",\"type\":\"smoke\"", true)]
    [DataRow(Cut, "\"data\":{\"state\":\"cut\",\"type\":\"smoke\"", false)]
    [DataRow(3000, "\"data\":{\"state\":\"drift\",\"type\":\"smoke\"", false)]
    public void ALoopIsReadOnItsChannel(int level, string record, bool isSounding)
    {
        TestBoard board = WithLoop();

        board.Board.AnalogAt(Channel).Level = level;
        board.StepAt(2000);
        board.StepAt(2050);

        Assert.IsTrue(Find(board, record) > 0, record);
        Assert.AreEqual(isSounding, board.Siren.IsOn);
    }

    [TestMethod]
    public void ACutLoopIsNotProtectedAndAnAlarmAfterItsDelay()
    {
        // Clauses S3, P1.
        TestBoard board = WithLoop();
        board.Board.AnalogAt(Channel).Level = Cut;
        board.RunUntil(31000);

        Expect.Contains("\"faults\":[\"cut:loop\"]", Heartbeat(board));
        Expect.Contains("\"protected\":false,\"protection\":\"day\",\"reasons\":[\"zone_fault:loop\"]", Heartbeat(board));
        Assert.IsTrue(board.Siren.IsOn);
        Assert.IsTrue(Find(board, "\"alarm\":\"fault\",\"input_to_siren_ms\":0,\"state\":\"cut\"") > 0);
    }

    [TestMethod]
    public void KeysSetAndSilenceAndTheLampShowsIt()
    {
        TestBoard board = WithControls();
        Assert.IsTrue(Lamp(board).IsOn, "all is well");

        board.Settle(board.Board.InputAt(SetPin), true);
        Assert.IsTrue(Find(board, "\"by\":\"key\",\"command\":\"set\",\"result\":\"done\",\"who\":\"\",\"zones\":[]}") > 0);
        Assert.IsTrue(Find(board, "\"by\":\"key\",\"bypassed\":[],\"from\":\"day\",\"hours\":\"unknown\",\"reason\":\"\",\"to\":\"full\",\"who\":\"\"}") > 0);

        board.Settle(board.Door, true);
        Expect.Contains("\"alarm\":\"intrusion\",\"input_to_siren_ms\":50,", Newest(board));
        Assert.IsTrue(board.Siren.IsOn);
        board.StepAt(board.NowMs + 250);
        Assert.IsFalse(Lamp(board).IsOn, "fast while an alarm is held");

        board.Settle(board.Board.InputAt(SilencePin), true);
        Assert.IsFalse(board.Siren.IsOn);
        Expect.Contains("\"command\":\"silence\",\"result\":\"done\",\"who\":\"\",\"zones\":[\"door\"]}", Newest(board));
    }

    [TestMethod]
    public void ADoorChimesByDay()
    {
        TestBoard board = WithControls();

        board.Settle(board.Door, true);
        Assert.IsTrue(Buzzer(board).IsOn);
        board.RunUntil(board.NowMs + 300);

        Assert.IsFalse(Buzzer(board).IsOn);
    }

    [TestMethod]
    public void WhatWasBeforeTheKeyIsJudgedByTheStateBeforeIt()
    {
        // The network stopped all threads for three seconds; the door was open and closed, then full was set.
        TestBoard board = WithControls();
        board.Door.Change(true, 1100);
        board.Door.Change(false, 1400);
        board.Board.InputAt(SetPin).Change(true, 1900);

        board.StepAt(4000);

        Assert.IsFalse(board.Siren.IsOn);
        Assert.AreEqual((int)ProtectionState.Full, StateOf(board));
    }

    [TestMethod]
    public void WhatCameAfterTheKeyIsJudgedByTheStateAfterIt()
    {
        // Clause S3: no missed alarm, though the zones are looked at first.
        TestBoard board = WithControls();
        board.Board.InputAt(SetPin).Change(true, 1100);
        board.Door.Change(true, 1900);
        board.Door.Change(false, 2400);

        board.StepAt(4000);

        Assert.IsTrue(board.Siren.IsOn);
    }

    [TestMethod]
    public void AlarmAndFullSurviveALossOfPower()
    {
        // Clause S3: no automatic reset by a power cut.
        TestBoard board = WithControls();
        board.Settle(board.Board.InputAt(SetPin), true);
        board.Settle(board.Panic, true);
        board.Settle(board.Panic, false);

        board.Restart();
        board.RunUntil(1000);

        Assert.IsTrue(board.Siren.IsOn);
        Expect.Contains("\"alarms\":[\"panic\"]", Heartbeat(board));
        Expect.Contains("\"protection\":\"full\",\"version\"", board.Link.On("/journal")[9]);
    }

    [TestMethod]
    public void TheAlarmIsKeptBeforeItIsRecorded()
    {
        TestBoard board = WithControls();
        board.Log.Clear();

        board.Settle(board.Panic, true);

        int kept = board.Log.IndexOf("stored safety");
        Assert.IsTrue(kept > board.Log.IndexOf("siren on") && kept < board.Log.IndexOf("stored a0"));
    }

    [TestMethod]
    public void MainsCountsAsLostAfterTwoSeconds()
    {
        // Clause S6 asks for a backup; the node says when it is in use.
        TestBoard board = WithControls();
        FakeInput mains = board.Board.InputAt(MainsPin);
        mains.Change(true, 1000);
        board.RunUntil(2999);
        Expect.Lacks("mains", Newest(board));
        board.RunUntil(3000);
        Expect.Contains("\"data\":{\"fault\":\"mains\",\"state\":\"begun\"},\"kind\":\"fault\"", Newest(board));
        board.RunUntil(31000);
        Expect.Contains("\"faults\":[\"mains\"],\"interval_s\":30,\"protected\":true", Heartbeat(board));

        mains.Change(false, board.NowMs);
        board.RunUntil(board.NowMs + 2000);
        Assert.IsTrue(Find(board, "\"fault\":\"mains\",\"state\":\"ended\"") > 0);
    }

    [TestMethod]
    public void TheBatteryHasTwoLimitsAndRecoversALittleAboveThem()
    {
        TestBoard board = new TestBoard();
        board.Settings.Supply = new SupplySettings { BatteryChannel = Channel, FullScaleMv = 16380, LowMv = 11600, ExhaustedMv = 11000 };
        FakeAnalogInput battery = board.Board.AnalogAt(Channel);
        battery.Level = 2900; // 4 mV each: 11600 mV
        board.Start().RunUntil(10000);
        Assert.AreEqual(0, Find(board, "battery"));

        battery.Level = 2899;
        board.RunUntil(13000);
        battery.Level = 2749;
        board.RunUntil(41000);
        Assert.IsTrue(Find(board, "\"fault\":\"battery_low\",\"state\":\"begun\"") > 0);
        Assert.IsTrue(Find(board, "\"fault\":\"battery_exhausted\",\"state\":\"begun\"") > 0);
        Expect.Contains("\"protected\":false,\"protection\":\"day\",\"reasons\":[\"supply_exhausted\"]", Heartbeat(board));

        battery.Level = 2804; // just below 11000 mV + 2 %
        board.RunUntil(44000);
        Assert.AreEqual(0, Find(board, "\"fault\":\"battery_exhausted\",\"state\":\"ended\""));
        battery.Level = 2805;
        board.RunUntil(47000);
        Assert.IsTrue(Find(board, "\"fault\":\"battery_exhausted\",\"state\":\"ended\"") > 0);
    }

    [TestMethod]
    public void TheSirensCircuitIsWatchedWhileItIsSilent()
    {
        TestBoard board = new TestBoard();
        board.Settings.Siren.Loop = NewLoop();
        FakeAnalogInput loop = board.Board.AnalogAt(Channel);
        loop.Level = Normal;
        board.Start().RunUntil(1000);
        board.Settle(board.Panic, true);
        loop.Level = Cut;
        board.RunUntil(20000);
        Assert.AreEqual(0, Find(board, "siren_circuit"), "while it sounds its driver holds the loop");

        board.Settle(board.Panic, false);
        board.Settle(board.ResetKey, true);
        long silentMs = board.NowMs;
        board.RunUntil(silentMs + 1999);
        Assert.AreEqual(0, Find(board, "siren_circuit"));
        board.RunUntil(silentMs + 2001);
        Expect.Contains("\"fault\":\"siren_circuit\",\"state\":\"begun\"", board.Link.On("/journal")[Find(board, "siren_circuit")]);
        board.RunUntil(61000);
        Expect.Contains("\"reasons\":[\"siren_circuit\"]", Heartbeat(board));
    }

    [TestMethod]
    public void TheLargestHeartbeatFits()
    {
        TestBoard board = new TestBoard();
        board.Settings.Zones = new ZoneSettings[Limits.MaxZones];
        for (int i = 0; i < Limits.MaxZones; i++)
        {
            board.Settings.Zones[i] = new ZoneSettings
            {
                Name = new string((char)('a' + i), Limits.MaxNameCharacters),
                Type = ZoneType.WaterLeak,
                Loop = NewLoop(),
                FaultDelayS = 0,
            };
        }

        board.Board.AnalogAt(Channel).Level = 3000;
        board.Start();
        for (int id = 1; id <= Limits.MaxZones; id++)
        {
            board.Clock.Set(1772424000000);
            board.RunUntil(id * 1000);
            board.Acknowledge(board.Link.On("/journal").Length);
            board.Command(id, "bypass", board.Settings.Zones[id - 1].Name, Limits.MaxBypassS);
        }

        board.RunUntil(61000);

        Expect.Contains("\"protected\":false", Heartbeat(board));
        Assert.IsTrue(Heartbeat(board).Length <= Limits.MaxRecordBytes, Heartbeat(board).Length.ToString());
        Expect.Contains("\"drift:" + board.Settings.Zones[15].Name + "\"]", Heartbeat(board));
        Expect.Contains("\"bypassed\":[\"" + board.Settings.Zones[0].Name, Heartbeat(board));
    }

    private static TestBoard WithLoop()
    {
        TestBoard board = new TestBoard();
        board.Settings.Zones = new ZoneSettings[]
        {
            new ZoneSettings { Name = "loop", Type = ZoneType.Smoke, Loop = NewLoop() },
        };
        board.Board.AnalogAt(Channel).Level = Normal;
        board.Start().RunUntil(1000);
        return board;
    }

    private static LoopSettings NewLoop()
    {
        return new LoopSettings { Channel = Channel, PullUpOhm = 4700, EndOhm = 4700, AlarmOhm = 4700 };
    }

    private static TestBoard WithControls()
    {
        TestBoard board = new TestBoard();
        board.Settings.Controls.SetPin = SetPin;
        board.Settings.Controls.SilencePin = SilencePin;
        board.Settings.Controls.BuzzerPin = BuzzerPin;
        board.Settings.Controls.StatusLedPin = LampPin;
        board.Settings.Supply.MainsPin = MainsPin;
        board.Start().RunUntil(1000);
        return board;
    }

    private static FakeOutput Lamp(TestBoard board)
    {
        return board.Board.OutputAt(LampPin, "lamp");
    }

    private static FakeOutput Buzzer(TestBoard board)
    {
        return board.Board.OutputAt(BuzzerPin, "buzzer");
    }

    private static string Newest(TestBoard board)
    {
        string[] records = board.Link.On("/journal");
        return records[records.Length - 1];
    }

    private static string Heartbeat(TestBoard board)
    {
        string[] heartbeats = board.Link.On("/state retained");
        return heartbeats[heartbeats.Length - 1];
    }

    /// <summary>Place of the first record that holds the text, 0 where none does (the first is the boot).</summary>
    private static int Find(TestBoard board, string part)
    {
        string[] records = board.Link.On("/journal");
        for (int i = 1; i < records.Length; i++)
        {
            if (records[i].Contains(part))
            {
                return i;
            }
        }

        return 0;
    }

    private static int StateOf(TestBoard board)
    {
        return Find(board, "\"to\":\"full\"") > 0 ? (int)ProtectionState.Full : (int)ProtectionState.Day;
    }
}
