using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Sim.World.Meters;

namespace Wugang.Tests.Simulator.Meters;

/// <summary>What a meter does wrongly becomes a status of its reading, and never a register that it does not have.</summary>
[TestClass]
public class MeterFaultTests
{
    private const int Readings = 200;

    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    [DataRow("Modbus")]
    public void SilenceIsNoAnswer(string protocol)
    {
        AssertStatus(protocol, new AnswerFaults { Silences = AnswerFaults.Always }, ReadingStatus.NoAnswer);
    }

    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    [DataRow("Modbus")]
    public void AWrongChecksumIsNamed(string protocol)
    {
        AssertStatus(protocol, new AnswerFaults { WrongChecksums = AnswerFaults.Always }, ReadingStatus.BadChecksum);
    }

    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    [DataRow("Modbus")]
    public void ATruncatedFrameIsMalformed(string protocol)
    {
        AssertStatus(protocol, new AnswerFaults { TruncatedFrames = AnswerFaults.Always }, ReadingStatus.Malformed);
    }

    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    [DataRow("Modbus")]
    public void ANeighbourThatAnswersTooChangesNothing(string protocol)
    {
        AssertStatus(protocol, new AnswerFaults { NeighbourAnswers = AnswerFaults.Always }, ReadingStatus.Ok);
    }

    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    public void NoiseBeforeAFrameIsPassedOver(string protocol)
    {
        AssertStatus(protocol, new AnswerFaults { NoiseBytes = AnswerFaults.Always }, ReadingStatus.Ok);
    }

    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    [DataRow("Modbus")]
    public void WhereTwoSpeakAtOnceNothingIsUnderstood(string protocol)
    {
        (MeterReading reading, long _) = Read(protocol, new AnswerFaults { Collisions = AnswerFaults.Always }, 1);

        Assert.AreNotEqual(ReadingStatus.Ok, reading.Status);
    }

    /// <summary>At a tenth of all answers each, every kind of fault at once: most reads succeed, and none with another register.</summary>
    [TestMethod]
    [DataRow("Dlt645")]
    [DataRow("Cjt188")]
    [DataRow("Modbus")]
    public void AmongAllFaultsARegisterIsTheMetersOwn(string protocol)
    {
        AnswerFaults faults = new()
        {
            Silences = 100_000,
            LateAnswers = 100_000,
            TruncatedFrames = 100_000,
            WrongChecksums = 100_000,
            NoiseBytes = 100_000,
            Collisions = 100_000,
            NeighbourAnswers = 100_000,
        };
        int good = 0;
        for (int seed = 0; seed < Readings; seed++)
        {
            (MeterReading reading, long register) = Read(protocol, faults, seed);
            if (reading.Status == ReadingStatus.Ok)
            {
                Assert.AreEqual(register, reading.Register, $"seed {seed}");
                good++;
            }
        }

        Assert.IsGreaterThan(Readings * 3 / 4, good);
        Assert.IsLessThan(Readings, good);
    }

    [TestMethod]
    public void WhatHappensToARegisterIsSeenInTheNextAnswer()
    {
        LineBench bench = new();
        Dlt645VirtualMeter meter = bench.Electricity("000000000161", 50_000);
        Dlt645Meter driver = new(MeterAddress.Parse(meter.Address, 6), Dlt645Meter.ForwardActiveTotal);

        meter.Faults = new AnswerFaults { TurnedBack = AnswerFaults.Always };
        Assert.AreEqual(50_000, bench.Read(driver).Register);
        meter.Faults = new AnswerFaults { Replaced = AnswerFaults.Always, Stuck = AnswerFaults.Always };
        long turnedBack = bench.Read(driver).Register;

        Assert.IsTrue(turnedBack is < 50_000 and >= 40_000, $"{turnedBack} Wh");
        Assert.AreNotEqual(turnedBack, meter.Register.Now);
        Assert.IsTrue(meter.Register.IsStuck);
    }

    [TestMethod]
    public void TheSameSeedTakesTheSameWay()
    {
        AnswerFaults faults = new() { Silences = 300_000, WrongChecksums = 300_000, NoiseBytes = 300_000 };

        long[] first = [.. Enumerable.Range(0, 20).Select(seed => Read("Dlt645", faults, seed).Reading.AtMs)];
        long[] second = [.. Enumerable.Range(0, 20).Select(seed => Read("Dlt645", faults, seed).Reading.AtMs)];

        CollectionAssert.AreEqual(first, second);
    }

    private static void AssertStatus(string protocol, AnswerFaults faults, ReadingStatus expected)
    {
        (MeterReading reading, long register) = Read(protocol, faults, LineBench.Seed);

        Assert.AreEqual(expected, reading.Status);
        if (reading.HasRegister)
        {
            Assert.AreEqual(register, reading.Register);
        }
    }

    private static (MeterReading Reading, long Register) Read(string protocol, AnswerFaults faults, long seed)
    {
        LineBench bench = new();
        MeterRegister register = bench.Still(12_340);
        VirtualMeter meter = protocol switch
        {
            "Dlt645" => new Dlt645VirtualMeter(bench.Line, "000000000161", register, LineBench.Even2400, seed),
            "Cjt188" => new Cjt188VirtualMeter(
                bench.Line, Cjt188VirtualMeter.ColdWater, "00000805000001", register, LineBench.Even2400, seed),
            _ => new ModbusVirtualMeter(bench.Line, 7, 0, 2, true, register, LineBench.Even2400, seed),
        };
        meter.Faults = faults;
        ModbusRegister row = new(ModbusFunction.ReadInputRegisters, 0, 2, true, 2, MeterUnit.KilowattHour);
        MeterProtocol driver = protocol switch
        {
            "Dlt645" => new Dlt645Meter(MeterAddress.Parse(meter.Address, 6), Dlt645Meter.ForwardActiveTotal),
            "Cjt188" => new Cjt188Meter(Cjt188Type.ColdWater, MeterAddress.Parse(meter.Address, 7), Cjt188StatusReading.None),
            _ => new ModbusMeter(7, row),
        };
        return (bench.Read(driver), register.Now);
    }
}
