using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Sim.World.Meters;

namespace Wugang.Tests.Simulator.Meters;

/// <summary>The node's own drivers read virtual meters over a virtual line.</summary>
[TestClass]
public class LineTests
{
    private const string Power = "000000000161";
    private const string Water = "00000805000001";

    private static readonly LineSettings None9600 = new(9600, LineParity.None, 1);

    [TestMethod]
    public void ThreeProtocolsShareALineEachAtItsSpeed()
    {
        LineBench bench = new();
        bench.Electricity(Power, 1_234_560);
        _ = WaterMeter(bench, 5_000);
        _ = new ModbusVirtualMeter(bench.Line, 7, 0, 2, true, bench.Still(777, step: 1), None9600, LineBench.Seed);
        ModbusRegister row = new(ModbusFunction.ReadInputRegisters, 0, 2, true, 0, MeterUnit.Litre);

        MeterReading[] readings = bench.ReadAll(
            new SerialMeter(PowerDriver(), LineBench.Even2400),
            new SerialMeter(WaterDriver(), LineBench.Even2400),
            new SerialMeter(new ModbusMeter(7, row), None9600));

        CollectionAssert.AreEqual(new long[] { 1_234_560, 5_000, 777 }, readings.Select(Register).ToArray());
    }

    [TestMethod]
    [DataRow(4800, LineParity.Even)]
    [DataRow(2400, LineParity.None)]
    [DataRow(2400, LineParity.Odd)]
    public void AtAnotherSpeedOrParityNothingIsUnderstood(int bitsPerSecond, LineParity parity)
    {
        LineBench bench = new();
        bench.Electricity(Power, 260);

        MeterReading reading = bench.Read(PowerDriver(), new LineSettings(bitsPerSecond, parity, 1));

        Assert.AreEqual(ReadingStatus.NoAnswer, reading.Status);
    }

    [TestMethod]
    public void AReadingTakesAsLongAsItsBytesAndTheTurnRound()
    {
        LineBench bench = new();
        bench.Electricity(Power, 260);
        long startMs = bench.Time.NowMs;

        bench.Read(PowerDriver());

        // 20 bytes there and 20 back at 2400 8E1, 50 ms of quiet before, 40 ms to turn round, steps of 10 ms.
        long tookMs = bench.Time.NowMs - startMs;
        Assert.IsTrue(tookMs is >= 50 + 91 + 40 + 91 and <= 50 + 91 + 40 + 91 + 30, $"{tookMs} ms");
    }

    [TestMethod]
    public void ASilentLineHasNoEvents()
    {
        LineBench bench = new();
        bench.Electricity(Power, 260);
        bench.Read(PowerDriver());
        bench.Time.RunUntil(bench.Time.NowMs + 10_000);

        Assert.AreEqual(long.MaxValue, bench.Time.NextMs);
    }

    [TestMethod]
    public void TheBoardsOwnBytesAreNoAnswer()
    {
        LineBench bench = new();
        bench.Board.HasEcho = true;
        bench.Electricity(Power, 260);

        Assert.AreEqual(260, Register(bench.Read(PowerDriver())));
    }

    [TestMethod]
    public void AWildcardIsAnsweredWithTheMetersOwnAddress()
    {
        LineBench bench = new();
        bench.Electricity(Power, 260);

        MeterReading reading = bench.Read(new Dlt645Meter(MeterAddress.Any(6), Dlt645Meter.ForwardActiveTotal));

        Assert.AreEqual(Power, reading.Address);
    }

    [TestMethod]
    public void ABlockMayComeInFollowOnFrames()
    {
        LineBench bench = new();
        _ = new Dlt645VirtualMeter(bench.Line, Power, bench.Still(3890), LineBench.Even2400, LineBench.Seed)
        {
            MaxValueBytes = 7,
        };
        Dlt645Meter driver = new(MeterAddress.Parse(Power, 6), 0x0001FF00);

        Assert.AreEqual(3890, Register(bench.Read(driver)));
        Assert.AreEqual(5, driver.ValueCount);
        Assert.IsTrue(driver.TryGetValue(3, out MeterValue flat));
        Assert.AreEqual("000003.89", flat.ToString());
    }

    [TestMethod]
    public void AMeterOf1997IsNamed()
    {
        LineBench bench = new();
        _ = new Dlt645VirtualMeter(bench.Line, Power, bench.Still(260), LineBench.Even2400, LineBench.Seed)
        {
            IsEdition1997 = true,
        };

        Assert.AreEqual(ReadingStatus.OtherEdition, bench.Read(PowerDriver()).Status);
    }

    [TestMethod]
    [DataRow(IdentifierOrder.AsAsked, false)]
    [DataRow(IdentifierOrder.HighByteFirst, false)]
    [DataRow(IdentifierOrder.LowByteFirst, false)]
    [DataRow(IdentifierOrder.HighByteFirst, true)]
    [DataRow(IdentifierOrder.LowByteFirst, true)]
    public void AWaterMeterIsReadWhateverItsOrder(IdentifierOrder order, bool isDeafToOther)
    {
        LineBench bench = new();
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, Water, bench.Still(60), LineBench.Even2400, LineBench.Seed)
        {
            AnswersIn = order,
            IsDeafToOtherOrder = isDeafToOther,
        };

        Assert.AreEqual(60, Register(bench.Read(WaterDriver())));
    }

    [TestMethod]
    public void AShortAnswerIsRead()
    {
        LineBench bench = new();
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, Water, bench.Still(60), LineBench.Even2400, LineBench.Seed)
        {
            IsShort = true,
        };

        Assert.AreEqual(60, Register(bench.Read(WaterDriver())));
    }

    [TestMethod]
    public void AMeterThatDoesNotRepeatTheSequenceNumberIsNotBelieved()
    {
        LineBench bench = new();
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, Water, bench.Still(60), LineBench.Even2400, LineBench.Seed)
        {
            RepeatsSequence = false,
        };

        Assert.AreEqual(ReadingStatus.WrongIdentifier, bench.Read(WaterDriver()).Status);
    }

    [TestMethod]
    public void ACutLineIsSilent()
    {
        LineBench bench = new();
        bench.Electricity(Power, 260);
        bench.Line.IsCut = true;

        Assert.AreEqual(ReadingStatus.NoAnswer, bench.Read(PowerDriver()).Status);
    }

    [TestMethod]
    public void ALossOfPowerEndsTheRequestAndForgetsWhatCame()
    {
        LineBench bench = new();
        bench.Electricity(Power, 260);
        bench.Board.Configure(LineBench.Even2400);
        bench.Board.Write(Convert.FromHexString("68610100000000681104333334331416"), 0, 16);
        bench.Time.RunUntil(bench.Time.NowMs + 30);

        bench.Board.Forget();
        bench.Time.RunUntil(bench.Time.NowMs + 1000);

        Assert.AreEqual(0, bench.Board.Read(new byte[64], 0, 64));
    }

    private static Dlt645Meter PowerDriver()
    {
        return new Dlt645Meter(MeterAddress.Parse(Power, 6), Dlt645Meter.ForwardActiveTotal);
    }

    private static Cjt188Meter WaterDriver()
    {
        return new Cjt188Meter(Cjt188Type.ColdWater, MeterAddress.Parse(Water, 7), Cjt188StatusReading.LowBits);
    }

    private static Cjt188VirtualMeter WaterMeter(LineBench bench, long litres)
    {
        return new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, Water, bench.Still(litres), LineBench.Even2400, LineBench.Seed);
    }

    private static long Register(MeterReading reading)
    {
        Assert.AreEqual(ReadingStatus.Ok, reading.Status);
        return reading.Register;
    }
}
