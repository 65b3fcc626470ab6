using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Meter intervals that wait for a connection: nothing of them is lost, and six hours are one record per meter.</summary>
[TestClass]
public class NodeMeterBatchTests
{
    private const long QuarterMs = 900000;

    [TestMethod]
    public void IntervalsWithoutAConnectionBecomeOneRecordPerMeterOnceItComesUp()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, 5);
        Connect(board);

        // 160 pulses are 100 Wh: after five quarters the register is at 1500, having grown by 500, 400, 300 and 200.
        Expect.Contains(
            "\"earlier\":[500,400,300,200],\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"register_wh\":1500}",
            MeterRecord(board, "power", 1));
        Expect.Contains("\"earlier\":[0,0,0,0],", MeterRecord(board, "water", 1));
        Assert.AreEqual(2, MeterRecords(board, "power"), "one from the start, one for the five");
    }

    [TestMethod]
    public void TheAgeIsThatOfTheReadingAndNotOfTheRecord()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, 2);
        board.RunUntil((2 * QuarterMs) + 100000);
        Connect(board);

        string record = MeterRecord(board, "power", 1);
        int start = record.IndexOf("\"age_ms\":") + 9;
        long ageMs = long.Parse(record.Substring(start, record.IndexOf(',', start) - start));
        Assert.IsTrue(ageMs >= 100000 && ageMs < 170000, ageMs.ToString());
    }

    [TestMethod]
    public void AfterSixHoursARecordIsWrittenWithoutAConnection()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, Limits.MaxBatchedIntervals - 1);
        Assert.AreEqual(1, SegmentsOfMeters(board), "only those from the start");
        long before = board.Storage.ContentOf("m00000001").Length;
        EndQuarters(board, Limits.MaxBatchedIntervals, Limits.MaxBatchedIntervals);
        Assert.IsTrue(board.Storage.ContentOf("m00000001").Length > before);

        Connect(board);
        Expect.Contains("\"earlier\":[2400,2300,", MeterRecord(board, "power", 1));
        Assert.AreEqual(2, MeterRecords(board, "power"));
    }

    [TestMethod]
    public void AnIntervalAfterTheConnectionIsARecordAtOnce()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, 2);
        Connect(board);
        board.Acknowledge(5);
        EndQuarters(board, 3, 3);

        Expect.Contains("\"data\":{\"age_ms\":0,\"interval_s\":900,", MeterRecord(board, "power", 2));
    }

    [TestMethod]
    public void ALossOfPowerLosesNoIntervalThatHasEnded()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, 3);
        board.Restart();
        board.RunUntil(1000);

        Expect.Contains(
            "\"earlier\":[300,200],\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"of_boot\":1,\"of_up\":2700000,\"register_wh\":600}",
            MeterRecord(board, "power", 1));
        Expect.Contains("\"data\":{\"age_ms\":0,\"interval_s\":900,", MeterRecord(board, "power", 2));
        board.Restart();
        board.RunUntil(1000);
        Expect.Lacks("\"earlier\"", MeterRecord(board, "power", MeterRecords(board, "power") - 1));
    }

    [TestMethod]
    public void IntervalsThatAreNotNeighboursDoNotShareARecord()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, 2);

        // Now the time is known: the intervals are those of the clock from here on, five minutes into a quarter.
        board.Clock.Set(1772410200000);
        EndQuarters(board, 3, 4);
        Connect(board);

        Expect.Contains("\"earlier\":[200],", MeterRecord(board, "power", 1));
        Expect.Lacks("\"earlier\":[400,300,200]", MeterRecord(board, "power", 2));
    }

    [TestMethod]
    public void WhatWaitsForTheFlashIsNotJoinedByWhatIsNoNeighbour()
    {
        TestBoard board = Offline();
        EndQuarters(board, 1, 1);
        board.Storage.IsFailing = true;
        EndQuarters(board, 2, 2);
        board.Clock.Set(1772410200000);
        EndQuarters(board, 3, 3);
        board.Storage.IsFailing = false;
        EndQuarters(board, 4, 4);
        Connect(board);

        Expect.Contains("\"earlier\":[200],\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"register_wh\":300}", MeterRecord(board, "power", 1));
        Expect.Contains("\"register_wh\":1000}", MeterRecord(board, "power", MeterRecords(board, "power") - 1));
    }

    private static TestBoard Offline()
    {
        TestBoard board = new TestBoard();
        board.Link.StateAfterConnect = LinkState.Down;
        board.Start();
        board.StepAt(0);
        return board;
    }

    /// <summary>In each quarter the power meter gives 160 pulses more than in the one before.</summary>
    private static void EndQuarters(TestBoard board, int from, int to)
    {
        for (int quarter = from; quarter <= to; quarter++)
        {
            board.Power.Count += 160 * quarter;
            board.RunUntil(QuarterMs * quarter);
        }
    }

    private static void Connect(TestBoard board)
    {
        board.Link.StateAfterConnect = LinkState.Up;
        board.RunUntil(board.NowMs + 65000);
    }

    private static int MeterRecords(TestBoard board, string meter)
    {
        int found = 0;
        while (MeterRecord(board, meter, found).Length > 0)
        {
            found++;
        }

        return found;
    }

    /// <summary>The record of a meter that was sent in this place among those with different numbers; empty where there is none.</summary>
    private static string MeterRecord(TestBoard board, string meter, int place)
    {
        string[] records = board.Link.On("/journal");
        int found = 0;
        for (int i = 0; i < records.Length; i++)
        {
            if (records[i].IndexOf("\"meter\":\"" + meter + "\",\"") < 0 || records[i].IndexOf("\"kind\":\"meter\"") < 0 || IsBefore(records, i))
            {
                continue;
            }

            if (found == place)
            {
                return records[i];
            }

            found++;
        }

        return "";
    }

    private static bool IsBefore(string[] records, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (records[i] == records[index])
            {
                return true;
            }
        }

        return false;
    }

    private static int SegmentsOfMeters(TestBoard board)
    {
        int count = 0;
        string[] names = board.Storage.List();
        for (int i = 0; i < names.Length; i++)
        {
            count += names[i].Length == 9 && names[i][0] == 'm' ? 1 : 0;
        }

        return count;
    }
}
