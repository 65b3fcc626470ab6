using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>An electricity meter on a serial line, with a pulse meter on the same supply.</summary>
[TestClass]
public class NodeBusMeterTests
{
    private const long QuarterMs = 900000;
    private const int Port = 2;
    private const int PulsePin = 4;
    private const int Attempts = 3;

    [TestMethod]
    public void TheRegisterIsReadAtTheStartAndAtEachQuarter()
    {
        TestBoard board = NewBoard(PowerReply.Address);
        Answer(board, 26);
        board.Start().RunUntil(1000);
        Answer(board, 126);
        board.RunUntil(QuarterMs + 1000);
        board.Acknowledge(10);
        board.RunUntil(QuarterMs + 1100);

        Expect.Contains(
            "\"meters\":[{\"medium\":\"electricity\",\"meter\":\"power\",\"rollover_wh\":1000000000,\"serial\":\"HN-161\",\"source\":\"dlt645\"},"
            + "{\"medium\":\"electricity\",\"meter\":\"pulses\",\"source\":\"pulse\"}]",
            board.Link.On("/journal")[0]);
        Expect.Contains("\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"register_wh\":260}", SentRecords.OfMeter(board, "power", 0));
        Expect.Contains("\"data\":{\"age_ms\":0,\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"register_wh\":1260}", SentRecords.OfMeter(board, "power", 1));
    }

    [TestMethod]
    [DataRow("", "no_answer")]
    [DataRow("68610100000000689108333334335933333300" + "16", "bad_checksum")]
    [DataRow("686101000000006891" + "08333334335a3333338b", "malformed")]
    [DataRow("68610100000000" + "68d1013500" + "16", "bad_checksum")]
    [DataRow("68610100000000" + "68d101353916", "meter_error")]
    public void AReadThatFailsIsAStatusAndNoRegister(string reply, string status)
    {
        TestBoard board = NewBoard(PowerReply.Address);
        Answer(board, 26);
        board.Start().RunUntil(1000);
        Reply(board, reply);

        board.RunUntil(QuarterMs + 10000);

        Expect.Contains("\"medium\":\"electricity\",\"meter\":\"power\",\"status\":\"" + status + "\"}", SentRecords.OfMeter(board, "power", 1));
    }

    [TestMethod]
    public void ThePulsesAreThoseOfTheQuarterHoweverLongTheLineTakes()
    {
        TestBoard board = NewBoard(PowerReply.Address);
        board.Start().RunUntil(QuarterMs - 1);
        board.Board.PulsesAt(PulsePin).Count = 16;
        board.RunUntil(QuarterMs + 100);
        board.Board.PulsesAt(PulsePin).Count = 1600;
        board.RunUntil(QuarterMs + 10000);

        string record = SentRecords.OfMeter(board, "pulses", 1);
        Expect.Contains("\"register_wh\":10}", record);
        Expect.Lacks("\"age_ms\":0,", record);
    }

    [TestMethod]
    [DataRow(899999L, 0L, "before the first interval has ended")]
    [DataRow(901000L, 0L, "while the line is still read at its end")]
    [DataRow(903000L, 100L, "once it has been read")]
    [DataRow(1801000L, 100L, "an interval later, while the line is read")]
    [DataRow(1803000L, 200L, "once it has been read again")]
    public void ALossOfPowerCostsThePulsesOfOneIntervalAndOfTheReadAtItsEnd(long cutMs, long wattHours, string when)
    {
        TestBoard board = NewBoard(PowerReply.Address);
        board.Start().RunUntil(5000);
        board.Board.PulsesAt(PulsePin).Count = 160;
        board.RunUntil(cutMs < QuarterMs ? cutMs : QuarterMs + 1000);
        if (cutMs > QuarterMs + 1000)
        {
            board.RunUntil(QuarterMs + 2900);
            board.Board.PulsesAt(PulsePin).Count = 320;
            board.RunUntil(cutMs);
        }

        board.Restart();
        board.RunUntil(5000);

        string[] records = board.Link.On("/journal");
        string newest = records[records.Length - 1];
        Assert.IsTrue(newest.Contains("\"meter\":\"pulses\",\"register_wh\":" + wattHours.ToString() + "}"), when);
    }

    [TestMethod]
    public void AMeterThatDoesNotAnswerDelaysNoAlarm()
    {
        TestBoard board = NewBoard(PowerReply.Address);
        board.Start().RunUntil(200);
        Assert.AreEqual(0, SentRecords.Count(board, "\"kind\":\"meter\""), "still being asked");

        board.Panic.Change(true, board.NowMs);
        board.RunUntil(board.NowMs + TestBoard.DebounceMs);

        Assert.IsTrue(board.Siren.IsOn);
        Expect.Contains("\"input_to_siren_ms\":50,", SentRecords.Find(board, "\"alarm\":\"detected\"", 0));
        board.RunUntil(10000);
        Expect.Contains("\"status\":\"no_answer\"}", SentRecords.OfMeter(board, "power", 0));
    }

    [TestMethod]
    public void WithoutAConnectionAMissedReadIsMarkedAndIsNoZero()
    {
        TestBoard board = Offline();
        ReadQuarters(board, 110, 120, -1, 150, 155);
        Connect(board);

        Expect.Contains(
            "\"earlier\":[50,300,100],\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"missed\":[2],\"register_wh\":1550}",
            SentRecords.OfMeter(board, "power", 1));
        Expect.Lacks("\"missed\"", SentRecords.OfMeter(board, "pulses", 1));
    }

    [TestMethod]
    public void MissedReadsBehindTheLastAreARecordOfTheirOwn()
    {
        TestBoard board = Offline();
        ReadQuarters(board, 110, -1, 120, -1, -1);
        Connect(board);

        string read = SentRecords.OfMeter(board, "power", 1);
        Expect.Contains("\"earlier\":[100],\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"missed\":[1],\"register_wh\":1200}", read);
        Expect.Contains("\"meter\":\"power\",\"missed\":[1],\"status\":\"no_answer\"}", SentRecords.OfMeter(board, "power", 2));
        Assert.IsTrue(AgeOf(read) >= 2 * QuarterMs && AgeOf(read) < (2 * QuarterMs) + 100000, read);
    }

    [TestMethod]
    public void WhatWaitedIsToldAfterALossOfPower()
    {
        TestBoard board = Offline();
        ReadQuarters(board, 110, 120, -1);
        board.Restart();
        Answer(board, 130);
        board.RunUntil(1000);
        Connect(board);

        Expect.Contains("\"earlier\":[100],\"interval_s\":900,\"medium\":\"electricity\",\"meter\":\"power\",\"of_boot\":1,\"of_up\":1800000,\"register_wh\":1200}", SentRecords.OfMeter(board, "power", 1));
        Expect.Contains("\"meter\":\"power\",\"of_boot\":1,\"of_up\":2700000,\"status\":\"no_answer\"}", SentRecords.OfMeter(board, "power", 2));
        Expect.Contains("\"register_wh\":1300}", SentRecords.OfMeter(board, "power", 3));
    }

    [TestMethod]
    public void ARegisterThatGoesBackIsSuspectUntilThreeFitOneAnother()
    {
        TestBoard board = Online();
        ReadQuarters(board, 110, 5, 6, 7);

        Expect.Contains("\"register_wh\":50,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "power", 2));
        Expect.Contains("\"register_wh\":60,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "power", 3));
        Expect.Contains("\"register_wh\":70}", SentRecords.OfMeter(board, "power", 4));
        Expect.Contains("\"fault\":\"meter_backwards\",\"meter\":\"power\",\"state\":\"begun\"", SentRecords.Find(board, "meter_backwards", 0));
        Expect.Contains("\"state\":\"ended\"", SentRecords.Find(board, "meter_backwards", 1));
        Assert.AreEqual(2, SentRecords.Count(board, "\"fault\":\"meter_"));
    }

    [TestMethod]
    public void ASuspectRegisterDoesNotWaitForAConnection()
    {
        TestBoard board = Offline();
        ReadQuarters(board, 110, 99000, 120);
        Connect(board);

        Expect.Contains("\"register_wh\":1100}", SentRecords.OfMeter(board, "power", 1));
        Expect.Contains("\"register_wh\":990000,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "power", 2));
        Expect.Contains("\"register_wh\":1200}", SentRecords.OfMeter(board, "power", 3));
        Expect.Contains("\"fault\":\"meter_too_fast\"", SentRecords.Find(board, "meter_too_fast", 0));
    }

    [TestMethod]
    public void ARolloverIsNoFault()
    {
        TestBoard board = NewBoard(PowerReply.Address);
        Answer(board, 99999990);
        board.Start().RunUntil(1000);
        ReadQuarters(board, 5);

        Expect.Contains("\"register_wh\":50}", SentRecords.OfMeter(board, "power", 1));
        Assert.AreEqual(0, SentRecords.Count(board, "\"fault\":\"meter_"));
    }

    [TestMethod]
    public void AMeterThatWasReplacedWithoutPowerIsNoticed()
    {
        TestBoard board = NewBoard(null);
        Answer(board, 100);
        board.Start().RunUntil(1000);
        ReadQuarters(board, 110);
        board.Restart();
        board.Board.BusAt(Port).Reply(PowerReply.Of("000000000162", 120));
        board.RunUntil(1000);

        Expect.Contains("\"fault\":\"meter_changed\",\"meter\":\"power\",\"state\":\"begun\"", SentRecords.Find(board, "meter_changed", 0));
        Expect.Contains("\"register_wh\":1200,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "power", 2));
    }

    [TestMethod]
    public void AStuckRegisterIsSuspectWhileThePulsesGoOn()
    {
        TestBoard board = Online();
        board.Board.PulsesAt(PulsePin).Count = 1600;
        ReadQuarters(board, 100);

        Expect.Contains("\"fault\":\"meter_stuck\",\"meter\":\"power\",\"state\":\"begun\"", SentRecords.Find(board, "meter_stuck", 0));
        Expect.Contains("\"register_wh\":1000,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "power", 1));
        Expect.Contains("\"register_wh\":1000}", SentRecords.OfMeter(board, "pulses", 1));
    }

    private static TestBoard NewBoard(string address)
    {
        TestBoard board = new TestBoard();
        BusSettings bus = new BusSettings { Port = Port, Protocol = MeterSource.Dlt645, Address = address };
        bus.Line = new LineSettings(2400, LineParity.Even, 1);
        MeterSettings power = new MeterSettings("power", Medium.Electricity, bus)
        {
            Beside = "pulses",
            RolloverAt = 1000000000,
            Serial = "HN-161",
        };
        board.Settings.Lines = new SerialLineSettings[] { new SerialLineSettings { Port = Port } };
        board.Settings.Meters = new MeterSettings[]
        {
            power,
            new MeterSettings("pulses", Medium.Electricity, PulsePin, PulseConstant.FromImpulsesPerKilowattHour(1600)),
        };
        return board;
    }

    private static TestBoard Online()
    {
        TestBoard board = NewBoard(PowerReply.Address);
        Answer(board, 100);
        board.Start().RunUntil(1000);
        return board;
    }

    private static TestBoard Offline()
    {
        TestBoard board = NewBoard(PowerReply.Address);
        board.Link.StateAfterConnect = LinkState.Down;
        Answer(board, 100);
        board.Start().RunUntil(1000);
        return board;
    }

    /// <summary>Lets quarters end in which the meter shows these registers in hundredths of a kilowatt-hour; −1 where it is silent.</summary>
    private static void ReadQuarters(TestBoard board, params int[] registers)
    {
        long fromMs = board.NowMs / QuarterMs * QuarterMs;
        for (int i = 0; i < registers.Length; i++)
        {
            if (registers[i] < 0)
            {
                Reply(board, "");
            }
            else
            {
                Answer(board, registers[i]);
            }

            board.RunUntil(fromMs + ((i + 1) * QuarterMs) + 10000);
            board.Acknowledge(board.Link.On("/journal").Length);
            board.StepAt(board.NowMs + 1);
        }
    }

    private static void Answer(TestBoard board, long centiKilowattHours)
    {
        board.Board.BusAt(Port).Reply(PowerReply.Of(PowerReply.Address, centiKilowattHours));
    }

    /// <summary>What comes of all attempts of the next read; an error reply ends it at once.</summary>
    private static void Reply(TestBoard board, string reply)
    {
        bool isFinal = reply.Contains("68d101") && reply.Contains("3916");
        for (int i = 0; i < (isFinal ? 1 : Attempts); i++)
        {
            board.Board.BusAt(Port).Reply(reply);
        }
    }

    private static void Connect(TestBoard board)
    {
        board.Link.StateAfterConnect = LinkState.Up;
        board.RunUntil(board.NowMs + 65000);
    }

    private static long AgeOf(string record)
    {
        int start = record.IndexOf("\"age_ms\":") + 9;
        return long.Parse(record.Substring(start, record.IndexOf(',', start) - start));
    }
}
