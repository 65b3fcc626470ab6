using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>A CJ/T 188 water meter whose status bits are known: what it says of itself, and in which unit it counts.</summary>
[TestClass]
public class NodeWaterMeterTests
{
    private const long QuarterMs = 900000;
    private const int Port = 1;

    private const string BatteryLow = "68100100230918200081161f9001452301002c000000002c000000000000000500ea16";
    private const string BatteryGood = "68100100230918200081161f9001452301002c000000002c000000000000000100e616";
    private const string InLitres = "68100100230918200081081f90014523010029a816";
    private const string InKilowattHours = "68100100230918200081081f900145230100058416";

    [TestMethod]
    public void ALowBatteryIsAFaultAndTheRegisterIsGood()
    {
        TestBoard board = StartWith(BatteryLow);
        Read(board, BatteryGood, 1);

        Expect.Contains("\"meter\":\"water\",\"register_l\":123450}", SentRecords.OfMeter(board, "water", 0));
        Expect.Contains("\"meter\":\"water\",\"state\":\"begun\"", SentRecords.Find(board, "meter_battery", 0));
        Expect.Contains("\"meter\":\"water\",\"state\":\"ended\"", SentRecords.Find(board, "meter_battery", 1));
    }

    [TestMethod]
    public void AnotherUnitIsSuspectUntilItHasLastedForThreeReadings()
    {
        TestBoard board = StartWith(BatteryGood);
        Read(board, InLitres, 1);
        Read(board, InLitres, 2);
        Read(board, InLitres, 3);

        Expect.Contains("\"register_l\":123,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "water", 1));
        Expect.Contains("\"register_l\":123,\"status\":\"suspect\"}", SentRecords.OfMeter(board, "water", 2));
        Expect.Contains("\"register_l\":123}", SentRecords.OfMeter(board, "water", 3));
        Expect.Contains("\"state\":\"begun\"", SentRecords.Find(board, "meter_unit", 0));
        Expect.Contains("\"state\":\"ended\"", SentRecords.Find(board, "meter_unit", 1));
    }

    [TestMethod]
    public void AUnitThatIsNotOfWaterGivesNoRegisterAndIsAFault()
    {
        TestBoard board = StartWith(BatteryGood);
        Read(board, InKilowattHours, 1);
        Read(board, BatteryGood, 2);

        Expect.Contains("\"meter\":\"water\",\"status\":\"wrong_unit\"}", SentRecords.OfMeter(board, "water", 1));
        Expect.Contains("\"state\":\"begun\"", SentRecords.Find(board, "meter_unit", 0));
        Expect.Contains("\"register_l\":123450}", SentRecords.OfMeter(board, "water", 2));
        Expect.Contains("\"state\":\"ended\"", SentRecords.Find(board, "meter_unit", 1));
    }

    private static TestBoard StartWith(string reply)
    {
        TestBoard board = new TestBoard();
        BusSettings bus = new BusSettings
        {
            Port = Port,
            Protocol = MeterSource.Cjt188,
            Line = new LineSettings(2400, LineParity.Even, 1),
            Kind = Cjt188Type.ColdWater,
            ChecksSequence = false,
            StatusReading = Cjt188StatusReading.LowBits,
        };
        board.Settings.Lines = new SerialLineSettings[] { new SerialLineSettings { Port = Port } };
        board.Settings.Meters = new MeterSettings[] { new MeterSettings("water", Medium.Water, bus) };
        board.Board.BusAt(Port).Reply(reply);
        board.Start().RunUntil(1000);
        return board;
    }

    private static void Read(TestBoard board, string reply, int quarter)
    {
        board.Board.BusAt(Port).Reply(reply);
        board.RunUntil((quarter * QuarterMs) + 5000);
        board.Acknowledge(board.Link.On("/journal").Length);
        board.RunUntil(board.NowMs + 100);
    }
}
