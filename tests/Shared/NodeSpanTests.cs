using System.Collections;
using nanoFramework.TestFramework;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Spans tell of every moment of a boot, without gap (clause P1).</summary>
[TestClass]
public class NodeSpanTests
{
    private const long NoonUnixMs = 1772424000000;
    private const long HourMs = 3600000;

    [TestMethod]
    public void AChangeEndsASpan()
    {
        TestBoard board = Connected();
        board.RunUntil(100000);
        board.Command(1, "test", "", 60);
        board.RunUntil(200000);

        string[] spans = Spans(board);
        Expect.Contains("{\"from_up\":60000,\"of_boot\":1,\"protected\":true,\"reasons\":[],\"state\":\"day\",\"to_t\":1772424100001,\"to_up\":100001}", spans[1]);
        Expect.Contains("{\"from_up\":100001,\"of_boot\":1,\"protected\":false,\"reasons\":[\"protection_test\"],\"state\":\"test\",\"to_t\":1772424160001,\"to_up\":160001}", spans[2]);
    }

    [TestMethod]
    public void WithoutChangeItEndsAfterSixHours()
    {
        TestBoard board = Connected();
        board.RunUntil(60000);
        SpansAfterAcknowledging(board);
        for (int hour = 1; hour <= 6; hour++)
        {
            board.Link.Clear();
            board.RunUntil((hour * HourMs) + 59999);
            Assert.AreEqual(0, SpansAfterAcknowledging(board).Length);
        }

        board.RunUntil((6 * HourMs) + 60000);

        string[] spans = SpansAfterAcknowledging(board);
        Assert.AreEqual(1, spans.Length);
        Expect.Contains("\"to_up\":21660000}", spans[0]);
    }

    [TestMethod]
    public void AnOutageIsToldOnceTheConnectionIsBack()
    {
        TestBoard board = Connected();
        board.RunUntil(60000);
        board.Link.StateAfterConnect = LinkState.Down;
        board.Link.State = LinkState.Down;
        board.RunUntil(400000);
        board.Link.StateAfterConnect = LinkState.Up;
        board.RunUntil(500000);

        string[] spans = Spans(board);
        Expect.Contains("\"from_up\":60000,", spans[spans.Length - 1]);
    }

    [TestMethod]
    public void ABadConnectionDoesNotFillTheJournal()
    {
        TestBoard board = Connected();
        for (int i = 1; i <= 60; i++)
        {
            board.Link.State = LinkState.Down;
            board.RunUntil(1000 + (i * 3000));
        }

        Assert.IsTrue(Spans(board).Length <= 3, "at most one a minute");
    }

    [TestMethod]
    public void TheBootBeforeIsToldUpToWhereItWasKept()
    {
        TestBoard board = Connected();
        board.RunUntil(60000 + (47 * 60000));

        board.Restart();
        board.RunUntil(1000);

        // Kept at 60 s and each quarter of an hour after it: 45 of the 47 minutes.
        string[] spans = Spans(board);
        Expect.Contains(
            "\"data\":{\"from_up\":60000,\"of_boot\":1,\"protected\":true,\"reasons\":[],\"state\":\"day\",\"to_t\":1772426760000,\"to_up\":2760000}",
            spans[spans.Length - 1]);
    }

    [TestMethod]
    public void SpansOfABootFollowEachOtherWithoutGap()
    {
        TestBoard board = Connected();
        for (int i = 0; i < 20; i++)
        {
            board.RunUntil(board.NowMs + 70000);
            board.Command(i + 1, i % 2 == 0 ? "test" : "end_test", "", 1800);
            board.Link.State = i % 3 == 0 ? LinkState.Down : board.Link.State;
            board.Acknowledge(SequenceOf(board));
        }

        string[] spans = Spans(board);
        long toMs = 0;
        for (int i = 0; i < spans.Length; i++)
        {
            Assert.AreEqual(toMs, NumberAfter("\"from_up\":", spans[i]));
            toMs = NumberAfter("\"to_up\":", spans[i]);
        }

        Assert.IsTrue(spans.Length >= 20, spans.Length.ToString());
    }

    private static TestBoard Connected()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(NoonUnixMs);
        board.Start().RunUntil(1000);
        return board;
    }

    private static string[] SpansAfterAcknowledging(TestBoard board)
    {
        for (int i = 0; i < 10; i++)
        {
            board.Acknowledge(SequenceOf(board));
            board.StepAt(board.NowMs);
        }

        return Spans(board);
    }

    private static string[] Spans(TestBoard board)
    {
        ArrayList spans = new ArrayList();
        string[] records = board.Link.On("/journal");
        long newest = 0;
        for (int i = 0; i < records.Length; i++)
        {
            long sequence = NumberAfter("\"seq\":", records[i]);
            if (sequence > newest && records[i].Contains("\"kind\":\"span\""))
            {
                spans.Add(records[i]);
            }

            newest = sequence > newest ? sequence : newest;
        }

        return (string[])spans.ToArray(typeof(string));
    }

    private static long SequenceOf(TestBoard board)
    {
        string[] records = board.Link.On("/journal");
        return NumberAfter("\"seq\":", records[records.Length - 1]);
    }

    private static long NumberAfter(string name, string text)
    {
        long value = 0;
        for (int i = text.IndexOf(name) + name.Length; text[i] >= '0' && text[i] <= '9'; i++)
        {
            value = (value * 10) + text[i] - '0';
        }

        return value;
    }
}
