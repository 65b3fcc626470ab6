using nanoFramework.TestFramework;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Drivers;

/// <summary>What of a sensor's advertisements is believed: published vectors with their source, and attacks that derive from them.</summary>
[TestClass]
public class BthomeSensorTests
{
    private const string Key = "231d39c1d7cc1ab1aee224cd096db932";
    private const string NoKey = "";
    private const string OtherKey = "814aac74c4f17b6c1581e1ab87816b99";
    private const long Address = 0x5448E68F80A5;
    private const string Door1000 = "459c6da40c4508e803000075d2c96b";
    private const string Door1001 = "45da203d016456e9030000bcc347a7";

    [TestMethod]
    [DataRow("00112233445566778899aabbccddeeff", "000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a")]
    public void TheCipherOfTheseTestsIsAes(string block, string key, string expected)
    {
        byte[] bytes = Bytes.FromHex(block);

        new TestCipher().Encrypt(Bytes.FromHex(key), bytes);

        Assert.AreEqual(expected, Bytes.ToHex(bytes), "FIPS 197, appendix C.1");
    }

    [TestMethod]
    [DataRow("41e445f3c9962b332211006c7c4519", 1122867, "02ca09 03bf13", "bthome.io/encryption")]
    [DataRow("41a47266c95f730011223378237214", 857870592, "02ca09 03bf13", "bthome-ble test_bindkey_correct")]
    [DataRow("413e932cc7175f34221100553876af", 1122868, "02ca09 03bf13", "bthome-ble test_increasing_encryption_counter")]
    [DataRow("41723d3035fb88322211009e7414c0", 1122866, "02ca09 03bf13", "bthome-ble test_decreasing_encryption_counter")]
    [DataRow(Door1000, 1000, "0001 0164 1a01", "derived: door open")]
    [DataRow(Door1001, 1001, "0002 0164 1a00", "derived: door closed")]
    [DataRow("4539310b1f3086eb030000004b2daf", 1003, "0004 0164 2900", "derived: smoke clear")]
    [DataRow("451f7ce3b6e0b6ed030000ded2e95b", 1005, "0006 0164 2b01", "derived: tamper")]
    [DataRow("450bc52258798226ee0300008a128149", 1006, "0007 4d12138a14", "derived: energy")]
    [DataRow("45ce44e49cda16b2f003000029d55661", 1008, "0009 4f87562a01", "derived: water")]
    public void WhatTheSensorEncryptedIsBelieved(string hex, int counter, string objects, string source)
    {
        BthomeSensor sensor = Sensor(Key);

        Assert.AreEqual((int)AdvertisementStatus.Ok, (int)Take(sensor, hex), source);
        Assert.AreEqual(counter, sensor.Counter, source);
        Assert.AreEqual(objects, Describe(sensor.Objects), source);
    }

    [TestMethod]
    [DataRow("41c869d37ea5f88e271629ecf27a85", Key, (int)AdvertisementStatus.Forged, "bthome-ble test_downgrade_detected_flag_v2")]
    [DataRow("41d2fcefe52eb212d600112233bc38c966", OtherKey, (int)AdvertisementStatus.Forged, "bthome-ble test_bindkey_wrong")]
    [DataRow("41a47266c95f730111223378237214", OtherKey, (int)AdvertisementStatus.Forged, "bthome-ble test_bindkey_verified_can_be_unset")]
    [DataRow("41ba0db07aeef600", Key, (int)AdvertisementStatus.Truncated, "bthome-ble test_too_short_encryption_advertisement")]
    [DataRow("e102000c0404138a01", Key, (int)AdvertisementStatus.OtherVersion, "bthome-ble test_has_incorrect_version")]
    [DataRow("00", Key, (int)AdvertisementStatus.OtherVersion, "bthome-ble test_incorrect_bthome_version")]
    [DataRow("", Key, (int)AdvertisementStatus.Truncated, "derived: nothing behind the UUID")]
    [DataRow("401a01", Key, (int)AdvertisementStatus.Plain, "derived: downgrade")]
    [DataRow("401a01", NoKey, (int)AdvertisementStatus.Plain, "derived: a sensor without a key")]
    [DataRow(Door1000, NoKey, (int)AdvertisementStatus.NoKey, "derived: the key is not there")]
    [DataRow(Door1000, OtherKey, (int)AdvertisementStatus.Forged, "derived: another key")]
    [DataRow("459d6da40c4508e803000075d2c96b", Key, (int)AdvertisementStatus.Forged, "derived: a bit of the text")]
    [DataRow("459c6da40c4508e803000075d2c96a", Key, (int)AdvertisementStatus.Forged, "derived: a bit of the tag")]
    [DataRow("459c6da40c4508e903000075d2c96b", Key, (int)AdvertisementStatus.Forged, "derived: a later counter on an old text")]
    [DataRow("419c6da40c4508e803000075d2c96b", Key, (int)AdvertisementStatus.Forged, "derived: other device information")]
    [DataRow("4d9c6da40c4508e803000075d2c96b", Key, (int)AdvertisementStatus.OtherVersion, "derived: a reserved bit")]
    [DataRow("47a5808fe648549c6da40c4508e803000075d2c96b", Key, (int)AdvertisementStatus.OtherVersion, "derived: the address of an old draft")]
    public void NothingElseIs(string hex, string key, int expected, string source)
    {
        BthomeSensor sensor = Sensor(key);

        Assert.AreEqual(expected, (int)Take(sensor, hex), source);
        Assert.AreEqual(BthomeSensor.NoCounter, sensor.Counter, source);
        Assert.AreEqual(1L, sensor.CountOf((AdvertisementStatus)expected), source);
    }

    [TestMethod]
    public void ACounterIsTakenOnceAndNeverBackwards()
    {
        BthomeSensor sensor = Sensor(Key);

        Assert.AreEqual((int)AdvertisementStatus.Ok, (int)Take(sensor, Door1001));
        Assert.AreEqual((int)AdvertisementStatus.Repeated, (int)Take(sensor, Door1001));
        Assert.AreEqual((int)AdvertisementStatus.Replayed, (int)Take(sensor, Door1000));
        Assert.AreEqual(1001L, sensor.Counter);
    }

    [TestMethod]
    public void ACounterThatWasKeptHoldsFromTheStart()
    {
        BthomeSensor sensor = Sensor(Key);
        sensor.Counter = 1000;

        Assert.AreEqual((int)AdvertisementStatus.Repeated, (int)Take(sensor, Door1000));
        Assert.AreEqual((int)AdvertisementStatus.Ok, (int)Take(sensor, Door1001));
    }

    [TestMethod]
    public void WhatIsOldCostsNoCipher()
    {
        TestCipher cipher = new TestCipher();
        BthomeSensor sensor = new BthomeSensor(Address, Bytes.FromHex(Key), new AesCcm(cipher));
        Take(sensor, Door1001);
        int blocks = cipher.BlockCount;

        Take(sensor, Door1000);
        Take(sensor, Door1001);

        Assert.AreEqual(blocks, cipher.BlockCount);
    }

    private static BthomeSensor Sensor(string key)
    {
        return new BthomeSensor(Address, key == NoKey ? null : Bytes.FromHex(key), new AesCcm(new TestCipher()));
    }

    private static AdvertisementStatus Take(BthomeSensor sensor, string hex)
    {
        byte[] data = Bytes.FromHex(hex);
        return sensor.Take(data, data.Length);
    }

    private static string Describe(BthomeObjects objects)
    {
        string text = "";
        objects.Restart();
        AdvertisementStatus status;
        while (objects.MoveNext(out status))
        {
            byte[] value = new byte[objects.ValueBytes + 1];
            value[0] = objects.Id;
            for (int i = 0; i < objects.ValueBytes; i++)
            {
                value[i + 1] = (byte)((objects.Value >> (8 * i)) & 0xFF);
            }

            text += (text.Length == 0 ? "" : " ") + Bytes.ToHex(value);
        }

        return text;
    }
}
