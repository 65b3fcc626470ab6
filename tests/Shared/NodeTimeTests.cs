using nanoFramework.TestFramework;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>The clock in the node: what its records say of it, and what survives a restart.</summary>
[TestClass]
public class NodeTimeTests
{
    private const long NoonUnixMs = 1772424000000;
    private const long DayMs = 24 * 3600000;

    [TestMethod]
    public void RecordsMadeBeforeTheTimeIsKnownSaySo()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);

        Expect.Contains("\"t\":0,\"te\":0,\"tq\":\"none\",", board.Link.On("/journal")[0]);
    }

    [TestMethod]
    public void TheAnswerToARecordSetsTheClock()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        board.Acknowledge(3);
        board.StepAt(1001);

        board.Settle(board.Door, true);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"tq\":\"sync\",", records[records.Length - 1]);
    }

    [TestMethod]
    public void AStepIsARecord()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(NoonUnixMs);
        board.Start().RunUntil(1000);

        board.Clock.Set(NoonUnixMs + 61000);
        board.StepAt(11000);

        string[] records = board.Link.On("/journal");
        Expect.Contains(
            "\"data\":{\"fault\":\"clock_step\",\"state\":\"ended\",\"step_ms\":50000},\"kind\":\"fault\"",
            records[records.Length - 1]);
    }

    [TestMethod]
    public void AFalseTimeServerIsAFaultFromBeginningToEnd()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(NoonUnixMs);
        board.Start().RunUntil(1000);
        board.Acknowledge(3);
        board.StepAt(1001);

        board.Clock.Set(NoonUnixMs + DayMs);
        board.StepAt(2000);
        board.Clock.Set(NoonUnixMs + 3000);
        board.StepAt(3000);

        string[] records = board.Link.On("/journal");
        Expect.Contains("{\"fault\":\"clock_disagrees\",\"state\":\"begun\"}", records[records.Length - 2]);
        Expect.Contains("{\"fault\":\"clock_disagrees\",\"state\":\"ended\"}", records[records.Length - 1]);
        Expect.Contains("\"t\":17724240", records[records.Length - 2]);
    }

    [TestMethod]
    public void TheFloorSurvivesARestart()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(NoonUnixMs);
        board.Start().RunUntil(1000);
        board.Acknowledge(3);
        board.StepAt(1001);

        board.Clock.Set(NoonUnixMs - DayMs);
        board.Restart();
        board.RunUntil(1000);

        string[] records = board.Link.On("/journal");
        Expect.Contains("\"tq\":\"none\",", records[records.Length - 1]);
    }
    [TestMethod]
    public void AConnectionIsToldTheEarliestTimeThatCanBe()
    {
        TestBoard board = new TestBoard();
        board.Start().RunUntil(1000);
        Assert.AreEqual(0L, board.Link.EarliestUnixMs, "nothing is known");

        board.Clock.Set(NoonUnixMs);
        board.Restart();
        board.RunUntil(1000);
        Assert.AreEqual(NoonUnixMs - 40, board.Link.EarliestUnixMs, "what is known, less its error");
        board.Acknowledge(4);
        board.StepAt(1001);

        board.Clock.Forget();
        board.Restart();
        board.RunUntil(1000);
        Assert.AreEqual(NoonUnixMs + 1000, board.Link.EarliestUnixMs, "the newest time that the supervisor signed");
    }
}
