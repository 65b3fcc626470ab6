using System.Buffers.Binary;
using System.Globalization;
using Wugang.Firmware.Core;
using Wugang.Firmware.Esp32;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Firmware.Node.Ports;
using AesCcm = System.Security.Cryptography.AesCcm;
using NodeCcm = Wugang.Firmware.Node.Drivers.Bthome.AesCcm;

namespace Wugang.Tests.Core;

/// <summary>
/// Whatever is in the air, nothing throws, and what is believed is what .NET's own AES-CCM opens, newer than all before, and an
/// independent look at the objects understands. The variable <c>BTHOME_FUZZ_INPUTS</c> sets the number of inputs, and
/// <c>BTHOME_FUZZ_SEED</c> the seed.
/// </summary>
[TestClass]
public class BthomeFuzzTests
{
    private const int UsualInputs = 20_000;
    private const long Address = 0x5448E68F80A5;
    private static readonly byte[] Key = Convert.FromHexString("231d39c1d7cc1ab1aee224cd096db932");

    // Identifiers by the length of their value, written from the table at bthome.io/format.
    private static readonly string[] Lengths =
    [
        "",
        "00 01 09 0F 10 11 15 16 17 18 19 1A 1B 1C 1D 1E 1F 20 21 22 23 24 25 26 27 28 29 2A 2B 2C 2D 2E 2F 3A 46 57 58 59 60 64 65",
        "02 03 06 07 08 0C 0D 0E 12 13 14 3C 3D 3F 40 41 43 44 45 47 48 49 4A 51 52 56 5A 5D 5E 5F 61 F0",
        "04 05 0A 0B 42 4B F2",
        "3E 4C 4D 4E 4F 50 55 5B 5C 62 63 F1",
    ];

    private static readonly HashSet<int> Binaries = [0x0F, 0x10, 0x11, .. Enumerable.Range(0x15, 0x19)];

    [TestMethod]
    public void NothingIsBelievedThatIsNotTheSensors()
    {
        int inputs = Setting("BTHOME_FUZZ_INPUTS", UsualInputs);
        int seed = Setting("BTHOME_FUZZ_SEED", 20260101);
        BthomeSensor sensor = NewSensor();
        int believed = 0;
        uint counter = 1;
        for (int i = 0; i < inputs; i++)
        {
            Random random = new(unchecked(seed + (i * 7919)));
            counter = random.Next(50) == 0 ? counter - Math.Min(counter, 5) : counter + (uint)random.Next(3);
            byte[] data = Disturb(Seal(DrawObjects(random), counter, random), random);
            long before = sensor.Counter;
            string hex = Convert.ToHexString(data);

            AdvertisementStatus status = sensor.Take([.. data], data.Length);

            bool isBelieved = status == AdvertisementStatus.Ok;
            Assert.AreEqual(ShouldBelieve(data, before), isBelieved, $"input {i} of seed {seed}: {hex} was {status}");
            Assert.IsTrue(sensor.Counter == before || Open(data) is not null, $"input {i} of seed {seed}: {hex} moved the counter");
            believed += isBelieved ? 1 : 0;
        }

        Assert.IsGreaterThan(inputs / 20, believed, "too few were left whole: the test shows nothing");
        Assert.IsLessThan(inputs, believed);
    }

    [TestMethod]
    public void JudgingAllocatesNothing()
    {
        BthomeSensor sensor = new(Address, Key, new NodeCcm(new StillCipher()));
        byte[][] inputs =
        [
            Convert.FromHexString("459c6da40c4508e803000075d2c96b"), Convert.FromHexString("401a01"), Convert.FromHexString("00"),
        ];
        sensor.Take(inputs[0], inputs[0].Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sensor.Take(inputs[i % 3], inputs[i % 3].Length);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsGreaterThan(300, sensor.CountOf(AdvertisementStatus.Forged));
    }

    /// <summary>A flood of one sensor's address takes no room from another, and none beyond its own.</summary>
    [TestMethod]
    public void AFloodLeavesRoomForTheOthers()
    {
        AdvertisementRing ring = new([Address, Address + 1]);
        Advertisement taken = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] forged = [0x41, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for (int i = 0; i < 10_000; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(1), i);
            ring.Add(Address, -90, forged, i);
            ring.Add(Address + 2, -90, forged, i);
        }

        ring.Add(Address + 1, -60, [0x40, 0x1A, 0x01], 10_000);

        Assert.IsLessThan(2000, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(10_000 - Limits.MaxPendingAdvertisements, ring.TakeLostCount(0));
        Assert.IsTrue(ring.TryTake(1, taken));
        Assert.AreEqual(3, taken.Count);
        Assert.AreEqual(-60, taken.SignalDbm);
        Assert.AreEqual(10_000, taken.AtMs);
        Assert.IsFalse(ring.TryTake(1, taken));
        Assert.AreEqual(0, FirstOf(ring, taken), "what came first stays");
    }

    private static int FirstOf(AdvertisementRing ring, Advertisement taken)
    {
        Assert.IsTrue(ring.TryTake(0, taken));
        return BinaryPrimitives.ReadInt32LittleEndian(taken.Data.AsSpan(1));
    }

    private static BthomeSensor NewSensor()
    {
        return new BthomeSensor(Address, Key, new NodeCcm(new AesCipher()));
    }

    private static byte[] DrawObjects(Random random)
    {
        List<byte> objects = [];
        foreach (int id in Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(0x66)).Order())
        {
            int length = LengthOf(id);
            objects.Add((byte)id);
            for (int i = 0; i < length; i++)
            {
                objects.Add((byte)(Binaries.Contains(id) ? random.Next(20) == 0 ? 2 : random.Next(2) : random.Next(256)));
            }
        }

        return [.. objects.Take(18)];
    }

    private static byte[] Seal(byte[] objects, uint counter, Random random)
    {
        byte info = (byte)(random.Next(2) == 0 ? 0x41 : 0x45);
        byte[] data = [info, .. objects, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(1 + objects.Length), counter);
        using AesCcm ccm = new(Key);
        ccm.Encrypt(NonceOf(data), objects, data.AsSpan(1, objects.Length), data.AsSpan(data.Length - 4));
        return data;
    }

    private static byte[] Disturb(byte[] data, Random random)
    {
        List<byte> bytes = [.. data];
        for (int change = random.Next(3) == 0 ? random.Next(1, 4) : 0; change > 0 && bytes.Count > 1; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] NonceOf(byte[] data)
    {
        return [0x54, 0x48, 0xE6, 0x8F, 0x80, 0xA5, 0xD2, 0xFC, data[0], .. data[^8..^4]];
    }

    /// <summary>The objects, if the data is the sensor's.</summary>
    private static byte[]? Open(byte[] data)
    {
        if (data.Length < 10 || data[0] is not (0x41 or 0x45))
        {
            return null;
        }

        byte[] objects = new byte[data.Length - 9];
        try
        {
            using AesCcm ccm = new(Key);
            ccm.Decrypt(NonceOf(data), data.AsSpan(1, objects.Length), data.AsSpan(data.Length - 4), objects);
            return objects;
        }
        catch (System.Security.Cryptography.AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static bool ShouldBelieve(byte[] data, long before)
    {
        return Open(data) is { } objects
            && BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(data.Length - 8)) > before
            && AreUnderstood(objects);
    }

    private static bool AreUnderstood(byte[] objects)
    {
        int last = 0;
        for (int at = 0; at < objects.Length;)
        {
            int id = objects[at];
            int length = id is 0x53 or 0x54 or 0x3B ? at + 1 < objects.Length ? SaidLength(id, objects[at + 1]) : -1 : LengthOf(id);
            if (length <= 0 || id < last || at + 1 + length > objects.Length || (Binaries.Contains(id) && objects[at + 1] > 1))
            {
                return false;
            }

            last = id;
            at += 1 + length;
        }

        return true;
    }

    private static int SaidLength(int id, int said)
    {
        return id == 0x3B ? 2 + (said & 0x1F) : 1 + said;
    }

    private static int LengthOf(int id)
    {
        return Array.FindIndex(Lengths, list => list.Split(' ').Contains($"{id:X2}"));
    }

    private static int Setting(string name, int usual)
    {
        string? text = Environment.GetEnvironmentVariable(name);
        return text is null ? usual : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>No cipher at all: only what judging itself allocates is seen.</summary>
    private sealed class StillCipher : IBlockCipher
    {
        public void Encrypt(byte[] key, byte[] block)
        {
            block[0] ^= key[0];
        }
    }
}
