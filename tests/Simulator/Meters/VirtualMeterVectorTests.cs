using Wugang.Firmware.Core.Config;
using Wugang.Sim.World.Meters;

namespace Wugang.Tests.Simulator.Meters;

/// <summary>
/// A virtual meter with the register of a published frame answers the published request with the published bytes. Each row
/// names number and source in the list of vectors; a request that was not published is marked as made here.
/// </summary>
[TestClass]
public class VirtualMeterVectorTests
{
    [TestMethod]
    [DataRow("000000000161", 260, 0, "68610100000000681104333334331416", "6861010000000068910833333433593333338A16", "1, 2: WuSong Java tool")]
    [DataRow("000000000161", 0, 0, "68610100000000681104333434351716", "686101000000006891063334343534431016", "3, 4: WuSong Java tool")]
    [DataRow("260305510020", 0, 0, "68200051050326681104333334335116", "682000510503266891083333343333333333A116", "19, 20: Django smart_meter, captured")]
    [DataRow("260305510020", 0, 0, "68200051050326681104333335335216", "682000510503266891083333353333333333A216", "21, 22: Django smart_meter, captured")]
    [DataRow("002241020208", 0, 0, "68080202412200681104353733372A16", "6808020241220068910A353733373B35357455335116", "25, 26: dwdcth/go645")]
    [DataRow("002241020208", 0, 0, "68AAAAAAAAAAAA681300DF16", "680802024122006893063B35357455337916", "28, 27: dwdcth/go645")]
    [DataRow("000000000001", 0, 0, "68AAAAAAAAAAAA681300DF16", "680100000000006893063433333333339D16", "28, 29: dwdcth/go645")]
    [DataRow("123456789012", 0, 1, "68AAAAAAAAAAAA681300DF16", "FE6812907856341268930645C3AB8967450716", "28, 45: Dlt645.Core.Tests, constructed")]
    [DataRow("005223440001", 3890, 0, "68010044235200681104333234336B16", "6801004423520068911833323433BC3633333333333333333333BC363333333333331316", "31: themeyic/go-dlt645, request made here")]
    [DataRow("398192000337", 40, 0, "68370300928139681104333334333816", "6837030092813968910833333433373333338C16", "33: Netty meter server, request made here")]
    [DataRow("071801024091", 0, 4, "FEFEFEFE6891400201180768110433333433A516", "FEFEFEFE689140020118076891083333343333333333F516", "38, 39: Android app")]
    [DataRow("123456789012", 1234560, 0, "68129078563412681104333334336816", "6812907856341268910833333433896745335416", "43, 49 with its checksum put right: Dlt645.Core.Tests")]
    [DataRow("000000000161", 0, 0, "68610100000000681104323232320F16", "6861010000000068D101353916", "timing and error notes: no such data, request made here")]
    [DataRow("000000000161", 0, 0, "68610100000000681404333334331716", "6861010000000068D401373E16", "timing and error notes: not authorised, request made here")]
    public void AnElectricityMeterAnswersAsPublished(
        string address, int wattHours, int wakeUpCount, string request, string reply, string source)
    {
        LineBench bench = new();
        _ = new Dlt645VirtualMeter(bench.Line, address, bench.Still(wattHours), LineBench.Even2400, LineBench.Seed)
        {
            VoltageTenths = 1001,
            WakeUpCount = wakeUpCount,
        };

        Assert.AreEqual(reply, bench.Ask(request), source);
    }

    [TestMethod]
    [DataRow("00002020120218", 2000, 0x00FF, "6810180212202000000103901F009716", "6810180212202000008116901F00000200002C000200002C0000000000000000FF8516", "6: hupengwu, request made here")]
    [DataRow("00000024170567", 3000, 0x00FF, "6810670517240000000103901F01D316", "6810670517240000008116901F01000300002C000300002C0000000000000000FFC316", "10: OpenLuat, request made here")]
    [DataRow("00000080701089", 0, 0x00FF, "6810891070800000000103901F01B516", "6810891070800000008116901F01000000002C000000002C0000000000000000FF9F16", "11: OpenLuat, request made here")]
    [DataRow("00000805000001", 0, 0x0000, "6810AAAAAAAAAAAAAA0303810A00AF16", "6810010000050800008303810A009716", "7: hupengwu, request made here")]
    [DataRow("00000805000001", 0, 0x0000, "681001000005080000010320D1058016", "681001000005080000C1030500004F16", "error reply, not confirmed by a published frame")]
    public void AWaterMeterWithoutClockAnswersAsPublished(
        string address, int litres, int status, string request, string reply, string source)
    {
        LineBench bench = new();
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, address, bench.Still(litres), LineBench.Even2400, LineBench.Seed)
        {
            HasClock = false,
            Status = new byte[] { (byte)(status >> 8), (byte)(status & 0xFF) },
        };

        Assert.AreEqual(reply, bench.Ask(request), source);
    }

    [TestMethod]
    [DataRow("2015-05-11T22:01:31+08:00", "78330011223344", 556677000, 0x2184, "68104433221100337801031F90008016", "68104433221100337881161F9000007766552C007766552C3101221105152021841316", "1, 3: hupengwu/fox-edge-server-protocol")]
    [DataRow("2017-08-19T16:54:59+08:00", "00201707010069", 0, 0x1301, "68106900010717200001031F9002D516", "68106900010717200081161F9002000000002C000000002C595416190817201301EF16", "19: Java backend, request made here")]
    public void AWaterMeterWithAClockAnswersAsPublished(
        string time, string address, int litres, int status, string request, string reply, string source)
    {
        LineBench bench = new(time);
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, address, bench.Still(litres), LineBench.Even2400, LineBench.Seed)
        {
            Status = new byte[] { (byte)(status >> 8), (byte)(status & 0xFF) },
        };

        Assert.AreEqual(reply, bench.Ask(request), source);
    }

    /// <summary>Vectors 21 and 27, the reply constructed in the list itself: 23.45 m³ since the first of the month.</summary>
    [TestMethod]
    public void AGasMeterAnswersWithItsSettlementDayAsInTheList()
    {
        LineBench bench = new("2026-01-08T14:30:00+08:00");
        MeterRegister register = bench.Still(100_000);
        register.Jump(23_450);
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.Gas, "00000000000003", register, LineBench.Even2400, LineBench.Seed)
        {
            Status = new byte[] { 0x04, 0x00 },
        };

        Assert.AreEqual(
            "68300300000000000081161F90FF452301002C000001002C0030140801262004003916",
            bench.Ask("FEFEFE68300300000000000001031F90FF4D16"));
    }

    /// <summary>No frames of a Modbus meter were published; their check is that of the standard (see the next test).</summary>
    [TestMethod]
    [DataRow("0104015600029027", "010404000F4240FAD7", "input registers")]
    [DataRow("01030156000225E7", "010304000F4240FB60", "holding registers")]
    [DataRow("010401560001D026", "010402000FF934", "the higher word alone")]
    [DataRow("010401570002C1E7", "018402C2C1", "behind its registers: illegal data address")]
    [DataRow("01040156000011E6", "0184030301", "none of its registers: illegal data value")]
    [DataRow("01060156FFFF6996", "01860183A0", "writing: illegal function")]
    [DataRow("0204015600029014", "", "another meter")]
    public void AModbusMeterAnswersWithItsRegisterOrAnException(string request, string reply, string what)
    {
        LineBench bench = new();
        LineSettings settings = new(9600, LineParity.None, 1);
        _ = new ModbusVirtualMeter(
            bench.Line, 1, 0x0156, 2, isHighWordFirst: true, bench.Still(10_000_000), settings, LineBench.Seed);

        Assert.AreEqual(reply, bench.Ask(request), what);
    }

    [TestMethod]
    public void ARegisterUsesAllOfItsBits()
    {
        LineBench bench = new();
        MeterRegister register = new(bench.Time, Consumption.None(bench.Time.NowMs), 4_000_000_000, 1, 1L << 32);
        _ = new ModbusVirtualMeter(bench.Line, 1, 0x0156, 2, isHighWordFirst: false, register, LineBench.Even2400, LineBench.Seed);

        Assert.StartsWith("0104042800EE6B", bench.Ask("0104015600029027"));
    }

    /// <summary>"Modbus over serial line" V1.02, 6.2.2: the bytes 02 07 are checked by 41 12, so the meter hears itself asked.</summary>
    [TestMethod]
    public void TheCheckOfModbusIsThatOfTheStandard()
    {
        Assert.AreEqual(0x1241, MeterBytes.Crc([0x02, 0x07]));
    }
}
