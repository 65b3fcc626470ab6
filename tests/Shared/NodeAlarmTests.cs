using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Doors are recorded; panic and smoke sound at once, whatever else is wrong, and latch (clauses S2, S3, S4).</summary>
[TestClass]
public class NodeAlarmTests
{
    [TestMethod]
    public void ADoorIsRecordedWithoutAlarm()
    {
        TestBoard board = Connected();

        board.Settle(board.Door, true);
        board.Settle(board.Door, false);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"data\":{\"state\":\"active\",\"type\":\"door\",\"zone\":\"door\"}", records[records.Length - 2]);
        Expect.Contains("\"data\":{\"state\":\"normal\",\"type\":\"door\",\"zone\":\"door\"}", records[records.Length - 1]);
        Assert.IsFalse(board.Siren.IsOn);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void PanicAndSmokeSoundInTheVeryStepInWhichTheySettle(bool isPanic)
    {
        TestBoard board = Connected();
        FakeInput input = isPanic ? board.Panic : board.Smoke;
        input.Change(true, board.NowMs);
        long pressedMs = board.NowMs;

        board.StepAt(pressedMs + TestBoard.DebounceMs - 1);
        Assert.IsFalse(board.Siren.IsOn, "not settled yet");
        board.Log.Clear();
        board.StepAt(pressedMs + TestBoard.DebounceMs);

        Assert.IsTrue(board.Siren.IsOn);
        string[] records = board.Link.On("/journal");
        Expect.Contains("\"alarm\":\"detected\",\"input_to_siren_ms\":50,\"state\":\"active\"", records[records.Length - 1]);
    }

    [TestMethod]
    public void TheSirenComesBeforeTheStorageAndTheStorageBeforeTheNetwork()
    {
        TestBoard board = Connected();
        board.Panic.Change(true, board.NowMs);
        board.StepAt(board.NowMs);
        board.Log.Clear();

        board.StepAt(board.NowMs + TestBoard.DebounceMs);

        int siren = board.Log.IndexOf("siren on");
        int stored = board.Log.IndexOf("stored a");
        int published = board.Log.IndexOf("published");
        Assert.IsTrue(siren >= 0 && siren < stored && stored < published);
    }

    [TestMethod]
    public void AnAlarmIsHeldAfterItsCauseIsGoneUntilTheKeyIsTurned()
    {
        TestBoard board = Connected();
        board.Settle(board.Panic, true);
        board.Settle(board.Panic, false);
        board.RunUntil(board.NowMs + 500000);
        Assert.IsTrue(board.Siren.IsOn, "clause S3: no automatic reset");
        board.RunUntil(board.NowMs + 3600000);
        Assert.IsFalse(board.Siren.IsOn, "the siren has a limit");
        string[] heartbeats = board.Link.On("/state retained");
        Expect.Contains("\"alarms\":[\"panic\"]", heartbeats[heartbeats.Length - 1]);

        board.Settle(board.ResetKey, true);

        Assert.IsFalse(board.Siren.IsOn);
        string[] records = board.Link.On("/journal");
        Expect.Contains("{\"by\":\"key\",\"command\":\"reset\",\"result\":\"done\",\"who\":\"\",\"zones\":[\"panic\"]}", records[records.Length - 1]);
    }

    [TestMethod]
    public void AResetDoesNotLetGoOfAnAlarmWhoseCauseStands()
    {
        TestBoard board = Connected();
        board.Settle(board.Panic, true);
        board.Settle(board.Panic, false);
        board.Settle(board.Smoke, true);

        board.Settle(board.ResetKey, true);

        Assert.IsTrue(board.Siren.IsOn);
        string[] records = board.Link.On("/journal");
        Expect.Contains("\"result\":\"cause_stands\"", records[records.Length - 1]);
        board.Settle(board.ResetKey, false);
        board.Settle(board.Smoke, false);
        board.Settle(board.ResetKey, true);
        Assert.IsFalse(board.Siren.IsOn);
    }

    [TestMethod]
    public void AResetWithoutAlarmIsRecordedAsThat()
    {
        TestBoard board = Connected();

        board.Settle(board.ResetKey, true);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"result\":\"no_alarm\"", records[records.Length - 1]);
    }

    [TestMethod]
    public void APressAndReleaseDuringAStallAreNotMissed()
    {
        // Clause S3: no missed alarm. The network may stop all threads for seconds.
        TestBoard board = Connected();
        board.Panic.Change(true, board.NowMs + 100);
        board.Panic.Change(false, board.NowMs + 400);

        board.StepAt(board.NowMs + 3000);

        Assert.IsTrue(board.Siren.IsOn);
        string[] records = board.Link.On("/journal");
        Expect.Contains("\"state\":\"active\"", records[records.Length - 2]);
        Expect.Contains("\"state\":\"normal\"", records[records.Length - 1]);
    }

    [TestMethod]
    public void AResetBeforeAnAlarmDuringOneStallDoesNotSilenceIt()
    {
        // Clause S3: held until a reset that comes after it.
        TestBoard board = Connected();
        board.ResetKey.Change(true, board.NowMs + 100);
        board.ResetKey.Change(false, board.NowMs + 300);
        board.Panic.Change(true, board.NowMs + 500);
        board.Panic.Change(false, board.NowMs + 900);

        board.StepAt(board.NowMs + 3000);

        Assert.IsTrue(board.Siren.IsOn);
        board.Settle(board.ResetKey, true);
        Assert.IsFalse(board.Siren.IsOn);
    }

    [TestMethod]
    public void ALooseDoorContactDoesNotHideAnAlarm()
    {
        // Clause S3: the door fills the room for the changes of one step.
        TestBoard board = Connected();
        for (int i = 0; i < Limits.MaxPendingEdges; i++)
        {
            board.Door.Change(i % 2 == 0, board.NowMs + (i * 100));
        }

        board.Panic.Change(true, board.NowMs + 500);
        board.Panic.Change(false, board.NowMs + 900);

        long nowMs = board.NowMs + 9000;
        long dueMs = board.StepAt(nowMs);

        Assert.IsTrue(board.Siren.IsOn);
        Assert.AreEqual(nowMs, dueMs, "The changes that did not fit come at once.");
    }

    [TestMethod]
    public void APressWhoseInterruptWasMissedIsSeenByPolling()
    {
        TestBoard board = Connected();
        board.Panic.IsHigh = true;

        board.StepAt(board.NowMs + 10);
        board.StepAt(board.NowMs + TestBoard.DebounceMs);

        Assert.IsTrue(board.Siren.IsOn);
    }

    [TestMethod]
    public void AContactThatIsOpenWhenTheNodeStartsIsReported()
    {
        TestBoard board = new TestBoard();
        board.Panic.IsHigh = true;
        board.Start();
        board.RunUntil(1000);

        Assert.IsTrue(board.Siren.IsOn);
        string[] records = board.Link.On("/journal");
        Expect.Contains("\"kind\":\"boot\"", records[0]);
        Expect.Contains("\"zone\":\"panic\"", records[records.Length - 1]);
    }

    [TestMethod]
    [DataRow((int)LinkState.Down)]
    [DataRow((int)LinkState.Connecting)]
    public void TheAlarmDoesNotNeedTheNetwork(int state)
    {
        TestBoard board = new TestBoard();
        board.Link.StateAfterConnect = (LinkState)state;
        board.Start();
        board.StepAt(0);

        board.Settle(board.Panic, true);

        Assert.IsTrue(board.Siren.IsOn);
    }

    [TestMethod]
    public void TheAlarmDoesNotNeedTheStorageAndTheHeartbeatSaysThatItFails()
    {
        TestBoard board = Connected();
        board.Storage.IsFailing = true;

        board.Settle(board.Panic, true);

        Assert.IsTrue(board.Siren.IsOn);
        board.RunUntil(board.NowMs + 30000);
        string[] heartbeats = board.Link.On("/state retained");
        Expect.Contains("\"storage\":\"failed\"", heartbeats[heartbeats.Length - 1]);
    }

    [TestMethod]
    public void AnAlarmIsRecordedHoweverFullOfDoorsTheJournalIs()
    {
        TestBoard board = new TestBoard();
        board.Link.StateAfterConnect = LinkState.Down;
        board.Start();
        for (int i = 0; i < 1500; i++)
        {
            board.Settle(board.Door, i % 2 == 0);
        }

        board.Log.Clear();
        board.Settle(board.Panic, true);

        Assert.IsTrue(board.Siren.IsOn);
        Assert.IsTrue(board.Log.IndexOf("stored a") >= 0);
    }

    private static TestBoard Connected()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        return board;
    }
}
