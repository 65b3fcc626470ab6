using System.Globalization;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Dlt645;
using Wugang.Firmware.Node.Drivers.Modbus;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Core;

/// <summary>
/// Whatever comes from a line, a conversation ends, nothing throws, and a register is one that an independent look at the
/// bytes finds as well. The variable <c>METER_FUZZ_INPUTS</c> sets the number of inputs for each decoder, and
/// <c>METER_FUZZ_SEED</c> the seed.
/// </summary>
[TestClass]
public class MeterFuzzTests
{
    private const int UsualInputs = 20_000;
    private const long LongestMs = 120_000;
    private const string Electricity = "6861010000000068910833333433593333338A16";
    private const string Water = "68100100230918200081161F9001452301002C000000002C000000000000000500EA16";
    private const string Modbus = "010404000F4240FAD7";

    [TestMethod]
    public void Dlt645GivesNoValueThatIsNotThere()
    {
        Fuzz(
            () => new Dlt645Meter(MeterAddress.Parse("000000000161", 6), Dlt645Meter.ForwardActiveTotal),
            FindElectricity,
            Electricity);
    }

    [TestMethod]
    public void Dlt645BlocksInTwoFramesGiveNoValueThatIsNotThere()
    {
        Fuzz(
            () => new Dlt645Meter(MeterAddress.Any(6), 0x0001FF00),
            FindBlock,
            "6861010000000068B10A333234335933333334331216",
            "68610100000000689207333234333333343116");
    }

    [TestMethod]
    public void Cjt188GivesNoValueThatIsNotThere()
    {
        Fuzz(
            () => new Cjt188Meter(Cjt188Type.ColdWater, MeterAddress.Parse("00201809230001", 7), Cjt188StatusReading.LowBits),
            FindWater,
            Water);
    }

    [TestMethod]
    public void ModbusGivesNoValueThatIsNotThere()
    {
        ModbusRegister register = new(ModbusFunction.ReadInputRegisters, 0x0156, 2, true, 2, MeterUnit.KilowattHour);
        Fuzz(() => new ModbusMeter(1, register), FindModbus, Modbus);
    }

    [TestMethod]
    public void AddressesAreReadOrRefused()
    {
        Fuzz(() => new Dlt645AddressQuery(), null, "680802024122006893063B35357455337916");
    }

    /// <summary>Decodes in the steady state allocate nothing.</summary>
    [TestMethod]
    public void LookingAtAFrameAllocatesNothing()
    {
        byte[] electricity = Convert.FromHexString(Electricity);
        byte[] water = Convert.FromHexString(Water);
        byte[] modbus = Convert.FromHexString(Modbus);
        Dlt645Meter meter = new(MeterAddress.Parse("000000000161", 6), Dlt645Meter.ForwardActiveTotal);
        Cjt188Frame waterFrame = new();
        ModbusReply reply = new();
        SerialLine idle = new(new ScriptedBus([], new Random(1)), [new SerialMeter(meter, new LineSettings(2400, LineParity.Even, 1))]);
        long registers = 0;
        long Decode()
        {
            meter.Begin(0);
            _ = meter.Examine(electricity, 0, electricity.Length);
            _ = meter.TryGetValue(0, out MeterValue energy);
            _ = MeterUnits.TryToRegister(energy, MeterUnit.KilowattHour, out long wattHours);
            _ = waterFrame.Read(water, 0, water.Length);
            _ = Cjt188Amounts.TryReadAmount(water, waterFrame.DataIndex + Cjt188Amounts.CurrentIndex, out MeterValue volume);
            _ = reply.Read(modbus, 0, modbus.Length);
            return wattHours + volume.Unscaled + reply.WordAt(1) + (idle.Step(0) & 1);
        }

        registers += Decode();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            registers += Decode();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(0, allocated);
        Assert.AreEqual(1001 * (260L + 12345 + 16960 + 1), registers);
    }

    private static void Fuzz(Func<MeterProtocol> create, Func<byte[], IEnumerable<long>>? find, params string[] valid)
    {
        int inputs = Setting("METER_FUZZ_INPUTS", UsualInputs);
        int seed = Setting("METER_FUZZ_SEED", 20260101);
        int accepted = 0;
        for (int i = 0; i < inputs; i++)
        {
            Random random = new(unchecked(seed + (i * 7919)));
            byte[][] answers = [.. valid.Select(hex => Disturb(Convert.FromHexString(hex), random))];
            MeterReading reading = Converse(create(), answers, random, i);
            if (reading.HasRegister && find is not null)
            {
                accepted++;
                byte[] received = [.. answers.SelectMany(answer => answer)];
                Assert.IsTrue(
                    find(received).Contains(reading.Register),
                    $"input {i} of seed {seed}: {Convert.ToHexString(received)} gave {reading.Register}");
            }
        }

        Assert.IsTrue(find is null || accepted > 0, "no mutation left a valid frame: the test shows nothing");
    }

    /// <summary>One read whose first requests are answered by the bytes, in pieces.</summary>
    private static MeterReading Converse(MeterProtocol protocol, byte[][] answers, Random random, int input)
    {
        SerialMeter meter = new(protocol, new LineSettings(2400, LineParity.Even, 1));
        SerialLine line = new(new ScriptedBus(answers, random), [meter]);
        line.ReadAll();
        for (long nowMs = 0; !line.IsIdle; nowMs += 10 + random.Next(200))
        {
            Assert.IsLessThan(LongestMs, nowMs, $"input {input} does not end");
            line.Step(nowMs);
        }

        return meter.Reading;
    }

    private static byte[] Disturb(byte[] valid, Random random)
    {
        return random.Next(4) == 0 ? Noise(random) : Mutate(valid, random);
    }

    private static byte[] Noise(Random random)
    {
        byte[] bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = random.Next(3) == 0 ? (byte)0x68 : bytes[i];
        }

        return bytes;
    }

    /// <summary>Bytes changed, cut out, doubled or put in; now and then with a checksum that is right again.</summary>
    private static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int change = random.Next(4); change > 0 && bytes.Count > 2; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes[..random.Next(bytes.Count)]);
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return bytes.Count > 2 && random.Next(3) == 0 ? Seal([.. bytes], valid[0] == 0x68) : [.. bytes];
    }

    /// <summary>Makes the checksum right again, so that only what else is wrong is left to be seen.</summary>
    private static byte[] Seal(byte[] bytes, bool isSummed)
    {
        if (isSummed)
        {
            bytes[^2] = (byte)(bytes[..^2].Sum(value => value) & 0xFF);
            return bytes;
        }

        return [.. bytes[..^2], .. Convert.FromHexString(CheckOf(bytes[..^2]))];
    }

    private static int Setting(string name, int usual)
    {
        string? text = Environment.GetEnvironmentVariable(name);
        return text is null ? usual : int.Parse(text, CultureInfo.InvariantCulture);
    }

    // Each look is written from the format's description alone, and shares no code with the drivers.
    private static IEnumerable<long> FindElectricity(byte[] bytes)
    {
        return Windows(bytes, 20)
            .Where(frame => Hex(frame[..14]) == "68610100000000689108" + "33333433" && IsSummed(frame))
            .Select(frame => string.Concat(frame[14..18].Reverse().Select(value => $"{(value - 0x33) & 0xFF:X2}")))
            .Where(digits => digits.All(char.IsAsciiDigit))
            .Select(digits => long.Parse(digits, CultureInfo.InvariantCulture) * 10);
    }

    /// <summary>The first four bytes of the value in one frame (91), or in a first (B1) and a last one (92) of one meter.</summary>
    private static IEnumerable<long> FindBlock(byte[] bytes)
    {
        byte[][] frames = [.. Enumerable.Range(5, 60).SelectMany(data => Windows(bytes, data + 12)
            .Where(frame => frame[0] == 0x68 && frame[7] == 0x68 && frame[9] == data && IsSummed(frame))
            .Where(frame => Hex(frame[10..14]) == "33323433"))];
        IEnumerable<byte[]> whole = frames.Where(frame => frame[8] == 0x91).Select(frame => frame[14..^2]);
        IEnumerable<byte[]> joined =
            from first in frames
            from last in frames
            where first[8] == 0xB1 && last[8] == 0x92 && last[^3] == 0x34 && Hex(first[1..7]) == Hex(last[1..7])
            select (byte[])[.. first[14..^2], .. last[14..^3]];
        return whole.Concat(joined)
            .Where(value => value.Length % 4 == 0)
            .Select(value => string.Concat(value[..4].Reverse().Select(part => $"{(part - 0x33) & 0xFF:X2}")))
            .Where(digits => digits.All(char.IsAsciiDigit))
            .Select(digits => long.Parse(digits, CultureInfo.InvariantCulture) * 10);
    }

    private static IEnumerable<long> FindWater(byte[] bytes)
    {
        return new[] { 22, 8, 9 }.SelectMany(data => Windows(bytes, data + 13)
            .Where(frame => Hex(frame[..10]) == "68100100230918200081" && frame[10] == data && IsSummed(frame))
            .Where(frame => Hex(frame[11..14]) is "1F9001" or "901F01" && frame[18] is 0x2C or 0x29)
            .Where(frame => Hex(frame[14..18]).All(char.IsAsciiDigit))
            .Select(frame => long.Parse(Hex([.. frame[14..18].Reverse()]), CultureInfo.InvariantCulture)
                * (frame[18] == 0x2C ? 1000 : 1) / 100));
    }

    private static IEnumerable<long> FindModbus(byte[] bytes)
    {
        return Windows(bytes, 9)
            .Where(frame => Hex(frame[..3]) == "010404" && Hex(frame[7..]) == CheckOf(frame[..7]))
            .Select(frame => long.Parse(Hex(frame[3..7]), NumberStyles.HexNumber, CultureInfo.InvariantCulture) * 10);
    }

    private static string CheckOf(byte[] bytes)
    {
        uint check = 0xFFFF;
        foreach (int bit in bytes.SelectMany(value => Enumerable.Range(0, 8).Select(i => (value >> i) & 1)))
        {
            check = ((check ^ (uint)bit) & 1) == 1 ? (check >> 1) ^ 0xA001 : check >> 1;
        }

        return $"{check & 0xFF:X2}{check >> 8:X2}";
    }

    private static IEnumerable<byte[]> Windows(byte[] bytes, int count)
    {
        return Enumerable.Range(0, Math.Max(0, bytes.Length - count + 1)).Select(at => bytes[at..(at + count)]);
    }

    private static bool IsSummed(byte[] frame)
    {
        return frame[^1] == 0x16 && frame[^2] == (frame[..^2].Sum(value => value) & 0xFF);
    }

    private static string Hex(byte[] bytes)
    {
        return Convert.ToHexString(bytes);
    }

    /// <summary>A line on which the first requests are answered by given bytes, and nothing else ever comes.</summary>
    private sealed class ScriptedBus(byte[][] answers, Random random) : IByteBus
    {
        private readonly Queue<byte> _coming = new();
        private int _requests;

        public void Configure(LineSettings settings)
        {
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            foreach (byte value in _requests < answers.Length ? answers[_requests] : [])
            {
                _coming.Enqueue(value);
            }

            _requests++;
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            int taken = 0;
            for (int most = random.Next(count + 1); taken < most && _coming.TryDequeue(out byte value); taken++)
            {
                buffer[offset + taken] = value;
            }

            return taken;
        }
    }
}
