using System.Text.Json.Nodes;
using Wugang.Sim.App.Decoding;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary><c>decode bthome</c>: every published vector says what its source says (bthome.io and the tests of bthome-ble).</summary>
[TestClass]
public class BthomeDecodeTests
{
    private const string Key = "231d39c1d7cc1ab1aee224cd096db932";
    private const string OtherKey = "814aac74c4f17b6c1581e1ab87816b99";
    private const string Address = "54:48:E6:8F:80:A5";
    private const string OtherAddress = "A4:C1:38:8D:18:B2";

    // The examples in the table of objects, bthome.io/format at 0cf388b, each behind the byte of device information.
    [TestMethod]
    [DataRow("400161", "battery=97 %")]
    [DataRow("4012e204", "co2=1250 ppm")]
    [DataRow("400960", "count=96")]
    [DataRow("403d0960", "count=24585")]
    [DataRow("403e2a2c0960", "count=1611213866")]
    [DataRow("40434e34", "current=13.39 A")]
    [DataRow("4008ca06", "dewpoint=17.38 C")]
    [DataRow("40400c00", "distance_mm=12 mm")]
    [DataRow("40414e00", "distance_m=7.8 m")]
    [DataRow("40424e3400", "duration=13.39 s")]
    [DataRow("400a138a14", "energy=1346.067 kWh")]
    [DataRow("4003bf13", "humidity=50.55 %")]
    [DataRow("402e23", "humidity=35 %")]
    [DataRow("4005138a14", "illuminance=13460.67 lx")]
    [DataRow("40065e1f", "mass_kg=80.3 kg")]
    [DataRow("40073e1d", "mass_lb=74.86 lb")]
    [DataRow("4014020c", "moisture=30.74 %")]
    [DataRow("402f23", "moisture=35 %")]
    [DataRow("400d120c", "pm2.5=3090 ug/m3")]
    [DataRow("400e021c", "pm10=7170 ug/m3")]
    [DataRow("400b021b00", "power=69.14 W")]
    [DataRow("4004138a01", "pressure=1008.83 hPa")]
    [DataRow("403f020c", "rotation=307.4 deg")]
    [DataRow("40444e34", "speed=133.9 m/s")]
    [DataRow("40451101", "temperature=27.3 C")]
    [DataRow("4002ca09", "temperature=25.06 C")]
    [DataRow("40133301", "tvoc=307 ug/m3")]
    [DataRow("400c020c", "voltage=3.074 V")]
    [DataRow("40478756", "volume=2215.1 L")]
    [DataRow("404632", "uv_index=5.0")]
    public void ANumberIsThatOfTheTable(string hex, string expected)
    {
        AssertIsThatOfTheTable(hex, expected);
    }

    [TestMethod]
    [DataRow("40518756", "acceleration=22.151 m/s2")]
    [DataRow("40630057d0ff", "acceleration_signed=-3.123456 m/s2")]
    [DataRow("406001", "channel=1")]
    [DataRow("4056e803", "conductivity=1000 uS/cm")]
    [DataRow("4059ea", "count=-22")]
    [DataRow("405aeaea", "count=-5398")]
    [DataRow("405bea0234ea", "count=-365690134")]
    [DataRow("405d02ea", "current=-5.63 A")]
    [DataRow("405e9f8c", "direction=359.99 deg")]
    [DataRow("404d12138a14", "energy=344593.17 kWh")]
    [DataRow("404b138a14", "gas=1346.067 m3")]
    [DataRow("404c41018a01", "gas=25821.505 m3")]
    [DataRow("40528756", "gyroscope=22.151 deg/s")]
    [DataRow("406402", "light_level=2")]
    [DataRow("405c02fbffff", "power=-12.78 W")]
    [DataRow("405fa00f", "precipitation=400.0 mm")]
    [DataRow("4061ac0d", "rotational_speed=3500 rpm")]
    [DataRow("406503", "settings_revision=3")]
    [DataRow("40624099dfff", "speed_signed=-2.123456 m/s")]
    [DataRow("4057ea", "temperature=-22 C")]
    [DataRow("4058ea", "temperature=-7.7 C")]
    [DataRow("404a020c", "voltage=307.4 V")]
    [DataRow("404e87562a01", "volume=19551.879 L")]
    [DataRow("4048dc87", "volume=34780 mL")]
    [DataRow("405587562a01", "volume_storage=19551.879 L")]
    [DataRow("4049dc87", "volume_flow_rate=34.78 m3/h")]
    [DataRow("404f87562a01", "water=19551.879 L")]
    public void ANumberOfAHighIdentifierIsThatOfTheTable(string hex, string expected)
    {
        AssertIsThatOfTheTable(hex, expected);
    }

    [TestMethod]
    [DataRow("401501", "battery_low=true")]
    [DataRow("401601", "battery_charging=true")]
    [DataRow("401700", "carbon_monoxide=false")]
    [DataRow("401801", "cold=true")]
    [DataRow("401900", "connectivity=false")]
    [DataRow("401a00", "door=false")]
    [DataRow("401b01", "garage_door=true")]
    [DataRow("401c01", "gas_detected=true")]
    [DataRow("400f01", "generic_boolean=true")]
    [DataRow("401d00", "heat=false")]
    [DataRow("401e01", "light=true")]
    [DataRow("401f01", "lock=true")]
    [DataRow("402001", "moisture=true")]
    [DataRow("402100", "motion=false")]
    [DataRow("402201", "moving=true")]
    [DataRow("402301", "occupancy=true")]
    [DataRow("401100", "opening=false")]
    [DataRow("402400", "plug=false")]
    [DataRow("401001", "power_on=true")]
    [DataRow("402500", "presence=false")]
    [DataRow("402601", "problem=true")]
    [DataRow("402701", "running=true")]
    [DataRow("402800", "safety=false")]
    [DataRow("402901", "smoke=true")]
    [DataRow("402a00", "sound=false")]
    [DataRow("402b00", "tamper=false")]
    [DataRow("402c01", "vibration=true")]
    [DataRow("402d01", "window=true")]
    public void ABinarySensorIsThatOfTheTable(string hex, string expected)
    {
        AssertIsThatOfTheTable(hex, expected);
    }

    [TestMethod]
    [DataRow("40540c48656c6c6f20576f726c6421", "raw=48656c6c6f20576f726c6421")]
    [DataRow("40530c48656c6c6f20576f726c6421", "text=Hello World!")]
    [DataRow("40505d396164", "timestamp=1684093277 epoch_s")]
    [DataRow("403a00", "button=none")]
    [DataRow("403a01", "button=press")]
    [DataRow("403a02", "button=double_press")]
    [DataRow("403a03", "button=triple_press")]
    [DataRow("403a04", "button=long_press")]
    [DataRow("403a05", "button=long_double_press")]
    [DataRow("403a06", "button=long_triple_press")]
    [DataRow("403a80", "button=hold_press")]
    [DataRow("403b0000", "command=op=00 args=")]
    [DataRow("403b0001", "command=op=01 args=")]
    [DataRow("403b0002", "command=op=02 args=")]
    [DataRow("403b010305", "command=op=03 args=05")]
    [DataRow("403b010405", "command=op=04 args=05")]
    [DataRow("403c0000", "dimmer=none 0")]
    [DataRow("403c0103", "dimmer=rotate_left 3")]
    [DataRow("403c020a", "dimmer=rotate_right 10")]
    [DataRow("40f00100", "device_type_id=1")]
    [DataRow("40f100010204", "firmware=4.2.1.0")]
    [DataRow("40f2000106", "firmware=6.1.0")]
    [DataRow("400009", "packet_id=9")]
    public void AnEventOrTextIsThatOfTheTable(string hex, string expected)
    {
        AssertIsThatOfTheTable(hex, expected);
    }

    // bthome-ble at d55bd3a, tests/test_parser_v2.py, in its order.
    [TestMethod]
    [DataRow("4004138a01", "pressure=1008.83 hPa", "test_encryption_no_key_needed")]
    [DataRow("4404138a01", "pressure=1008.83 hPa", "test_sleepy_device")]
    [DataRow("40002e01641e012e34451601", "packet_id=46; battery=100 %; light=true; humidity=52 %; temperature=27.8 C", "test_shelly_blu_ht_display_zb")]
    [DataRow("400009", "packet_id=9", "test_identical_packet_id")]
    [DataRow("400008", "packet_id=8", "test_identical_packet_id")]
    [DataRow("4000bd", "packet_id=189", "test_increasing_packet_id")]
    [DataRow("4000be", "packet_id=190", "test_increasing_packet_id")]
    [DataRow("4000fd", "packet_id=253", "test_increasing_packet_id")]
    [DataRow("40002f", "packet_id=47", "test_increasing_packet_id")]
    [DataRow("42b2188d38c1a404138a01", "pressure=1008.83 hPa", "test_bthome_with_mac")]
    [DataRow("4002ca0903bf13", "temperature=25.06 C; humidity=50.55 %", "test_bthome_temperature_humidity")]
    [DataRow("400009015d025d0903b718", "packet_id=9; battery=93 %; temperature=23.97 C; humidity=63.27 %", "test_bthome_packet_id_temperature_humidity_battery")]
    [DataRow("4005138a14", "illuminance=13460.67 lx", "test_bthome_illuminance")]
    [DataRow("40065e1f", "mass_kg=80.3 kg", "test_bthome_mass_kilograms")]
    [DataRow("40073e1d", "mass_lb=74.86 lb", "test_bthome_mass_pounds")]
    [DataRow("4008ca06", "dewpoint=17.38 C", "test_bthome_dew_point")]
    [DataRow("400960", "count=96", "test_bthome_count")]
    [DataRow("400a138a14", "energy=1346.067 kWh", "test_bthome_energy")]
    [DataRow("400b021b00", "power=69.14 W", "test_bthome_power")]
    [DataRow("400c020c", "voltage=3.074 V", "test_bthome_voltage")]
    [DataRow("400f01", "generic_boolean=true", "test_bthome_binary_sensor")]
    [DataRow("401001", "power_on=true", "test_bthome_binary_sensor_power")]
    [DataRow("401100", "opening=false", "test_bthome_binary_sensor_opening")]
    [DataRow("402d01", "window=true", "test_bthome_binary_sensor_window")]
    [DataRow("400d120c0e021c", "pm2.5=3090 ug/m3; pm10=7170 ug/m3", "test_bthome_pm")]
    [DataRow("4012e204", "co2=1250 ppm", "test_bthome_co2")]
    [DataRow("40133301", "tvoc=307 ug/m3", "test_bthome_voc")]
    [DataRow("4014020c", "moisture=30.74 %", "test_bthome_moisture")]
    [DataRow("403a04", "button=long_press", "test_bthome_event_button_long_press")]
    [DataRow("403a003a013a03", "button=none; button=press; button=triple_press", "test_bthome_event_triple_button_device")]
    [DataRow("403a80", "button=hold_press", "test_bthome_event_button_hold_press")]
    [DataRow("403c0103", "dimmer=rotate_left 3", "test_bthome_event_dimmer_rotate_left_3_steps")]
    [DataRow("403f020c", "rotation=307.4 deg", "test_bthome_rotation")]
    [DataRow("403afe", "button=invalid 0xFE", "test_bthome_invalid_button_event")]
    [DataRow("40400c00", "distance_mm=12 mm", "test_bthome_distance_millimeters")]
    [DataRow("40414e00", "distance_m=7.8 m", "test_bthome_distance_meters")]
    public void PublishedServiceDataSaysWhatItsSourceSays(string hex, string expected, string test)
    {
        AssertSays(hex, expected, test);
    }

    [TestMethod]
    [DataRow("40424e3400", "duration=13.39 s", "test_bthome_duration")]
    [DataRow("40434e34", "current=13.39 A", "test_bthome_current")]
    [DataRow("40444e34", "speed=133.9 m/s", "test_bthome_speed")]
    [DataRow("40624099dfff", "speed_signed=-2.123456 m/s", "test_bthome_speed_signed")]
    [DataRow("40451101", "temperature=27.3 C", "test_bthome_temperature_2")]
    [DataRow("404632", "uv_index=5.0", "test_bthome_uv_index")]
    [DataRow("40478756", "volume=2215.1 L", "test_bthome_volume_liters")]
    [DataRow("4048dc87", "volume=34780 mL", "test_bthome_volume_milliliters")]
    [DataRow("4049dc87", "volume_flow_rate=34.78 m3/h", "test_bthome_volume_flow_rate")]
    [DataRow("404a020c", "voltage=307.4 V", "test_bthome_voltage_2")]
    [DataRow("404b138a14", "gas=1346.067 m3", "test_bthome_gas")]
    [DataRow("404e87562a01", "volume=19551.879 L", "test_bthome_volume_liters_2")]
    [DataRow("44505d396164", "timestamp=1684093277 epoch_s", "test_bthome_timestamp")]
    [DataRow("44518756", "acceleration=22.151 m/s2", "test_bthome_acceleration")]
    [DataRow("40630057d0ff", "acceleration_signed=-3.123456 m/s2", "test_bthome_acceleration_signed")]
    [DataRow("44528756", "gyroscope=22.151 deg/s", "test_bthome_gyroscope")]
    [DataRow("44530c48656c6c6f20576f726c6421", "text=Hello World!", "test_bthome_text")]
    [DataRow("44540c48656c6c6f20576f726c6421", "raw=48656c6c6f20576f726c6421", "test_bthome_raw")]
    [DataRow("44530187", "text=�", "test_bthome_text_invalid")]
    [DataRow("405587562a01", "volume_storage=19551.879 L", "test_bthome_volume_storage")]
    [DataRow("4056e803", "conductivity=1000 uS/cm", "test_bthome_conductivity")]
    [DataRow("4057ea", "temperature=-22 C", "test_shelly_blu_ht")]
    [DataRow("4058ea", "temperature=-7.7 C", "test_bthome_temperature_1_byte_2")]
    [DataRow("4059ea", "count=-22", "test_bthome_count_signed")]
    [DataRow("405aeaea", "count=-5398", "test_bthome_count_signed_2_bytes")]
    [DataRow("405bea0234ea", "count=-365690134", "test_bthome_count_signed_4_bytes")]
    [DataRow("405c02fbffff", "power=-12.78 W", "test_bthome_power_signed")]
    [DataRow("405d02ea", "current=-5.63 A", "test_bthome_current_signed")]
    [DataRow("4002ca0902cf09", "temperature=25.06 C; temperature=25.11 C", "test_bthome_double_temperature")]
    [DataRow("40005201643a01", "packet_id=82; battery=100 %; button=press", "test_bthome_shelly_button")]
    [DataRow("440021015e3a01", "packet_id=33; battery=94 %; button=press", "test_bthome_shelly_button_no_press")]
    [DataRow("440023015e3a00", "packet_id=35; battery=94 %; button=none", "test_bthome_shelly_button_no_press")]
    [DataRow("4000a70c780b1000", "packet_id=167; voltage=2.936 V; power_on=false", "test_bthome_test")]
    [DataRow("405e3f755f11d5", "direction=300.15 deg; precipitation=5454.5 mm", "test_bthome_direction_precipitation")]
    [DataRow("406001", "channel=1", "test_bthome_channel")]
    [DataRow("4061ac0d", "rotational_speed=3500 rpm", "test_bthome_revolutions_per_minute")]
    [DataRow("406402", "light_level=2", "test_bthome_light_level")]
    public void FurtherPublishedServiceDataDoesSoToo(string hex, string expected, string test)
    {
        AssertSays(hex, expected, test);
    }

    /// <summary>The same tests, of what a receiver must not take; what it could tell until then is told.</summary>
    [TestMethod]
    [DataRow("40feca09", "", "object FE is unknown; what follows cannot be told apart", "test_bthome_wrong_object_id")]
    [DataRow("40015dfe5d0903b718", "battery=93 %", "object FE is unknown; what follows cannot be told apart", "test_bthome_battery_wrong_object_id_humidity")]
    [DataRow("4002ca0903bf", "temperature=25.06 C", "object 03 is truncated", "test_bthome_invalid_object_payload_data_length")]
    [DataRow("4003bf1302ca09", "humidity=50.55 %; temperature=25.06 C", "object 02 is behind a higher one", "test_bthome_not_sending_object_ids_in_numerical_order")]
    [DataRow("40530c4865", "", "object 53 is truncated", "derived: a text that is shorter than it says")]
    [DataRow("403b1f01", "", "object 3B is truncated", "derived: a command that is shorter than it says")]
    [DataRow("401a02", "door=true", "object 1A is neither 0 nor 1", "derived: a door that is neither open nor closed")]
    public void WhatANodeRefusesIsNotValid(string hex, string expected, string error, string source)
    {
        JsonObject frame = Decode(hex);

        Assert.IsFalse(frame["valid"]!.GetValue<bool>(), source);
        Assert.AreEqual(error, frame["error"]!.GetValue<string>(), source);
        Assert.AreEqual(expected, Describe(frame), source);
    }

    /// <summary>bthome.io/encryption at 0cf388b and bthome-ble at d55bd3a, tests/test_v2_encryption.py.</summary>
    [TestMethod]
    [DataRow("41e445f3c9962b332211006c7c4519", 1122867, "temperature=25.06 C; humidity=50.55 %", "bthome.io/encryption, test_same_service_data")]
    [DataRow("41a47266c95f730011223378237214", 857870592, "temperature=25.06 C; humidity=50.55 %", "test_bindkey_correct, test_bindkey_set_late")]
    [DataRow("413e932cc7175f34221100553876af", 1122868, "temperature=25.06 C; humidity=50.55 %", "test_increasing_encryption_counter")]
    [DataRow("41723d3035fb88322211009e7414c0", 1122866, "temperature=25.06 C; humidity=50.55 %", "test_decreasing_encryption_counter")]
    [DataRow("459c6da40c4508e803000075d2c96b", 1000, "packet_id=1; battery=100 %; door=true", "derived")]
    [DataRow("45da203d016456e9030000bcc347a7", 1001, "packet_id=2; battery=100 %; door=false", "derived")]
    [DataRow("4539310b1f3086eb030000004b2daf", 1003, "packet_id=4; battery=100 %; smoke=false", "derived")]
    [DataRow("451f7ce3b6e0b6ed030000ded2e95b", 1005, "packet_id=6; battery=100 %; tamper=true", "derived")]
    [DataRow("450bc52258798226ee0300008a128149", 1006, "packet_id=7; energy=344593.17 kWh", "derived")]
    [DataRow("45ce44e49cda16b2f003000029d55661", 1008, "packet_id=9; water=19551.879 L", "derived")]
    public void EncryptedServiceDataIsOpened(string hex, int counter, string expected, string source)
    {
        JsonObject frame = Decode(hex, Key, Address);

        Assert.IsTrue(frame["valid"]!.GetValue<bool>(), source + frame.ToJsonString());
        Assert.IsTrue(frame["encrypted"]!.GetValue<bool>(), source);
        Assert.AreEqual(counter, frame["counter"]!.GetValue<long>(), source);
        Assert.AreEqual(expected, Describe(frame), source);
    }

    [TestMethod]
    [DataRow("41c869d37ea5f88e271629ecf27a85", Key, Address, "the tag does not match", "test_downgrade_detected_flag_v2")]
    [DataRow("41d2fcefe52eb212d600112233bc38c966", OtherKey, OtherAddress, "the tag does not match", "test_bindkey_wrong")]
    [DataRow("41a47266c95f730011223378237214", OtherKey, Address, "the tag does not match", "test_bindkey_verified_can_be_unset")]
    [DataRow("41a47266c95f730111223378237214", OtherKey, Address, "the tag does not match", "test_bindkey_verified_can_be_unset")]
    [DataRow("41ba0db07aeef600", Key, Address, "8 bytes are too few", "test_too_short_encryption_advertisement")]
    [DataRow("41d2fcefe52eb212d600112233bc38c966", null, null, "encrypted: --key and --mac are needed", "test_encryption_key_needed")]
    [DataRow("e102000c0404138a01", null, null, "device information E1 is not that of BTHome v2", "test_has_incorrect_version")]
    [DataRow("00", null, null, "device information 00 is not that of BTHome v2", "test_incorrect_bthome_version")]
    [DataRow("4002ca0903bf13", Key, Address, "plain, although the sensor has a key", "derived: downgrade")]
    [DataRow("459c6da40c4508e803000075d2c96c", Key, Address, "the tag does not match", "derived: a bit of the tag")]
    [DataRow("459d6da40c4508e803000075d2c96b", Key, Address, "the tag does not match", "derived: a bit of the text")]
    [DataRow("459c6da40c4508e903000075d2c96b", Key, Address, "the tag does not match", "derived: a later counter on an old text")]
    [DataRow("419c6da40c4508e803000075d2c96b", Key, Address, "the tag does not match", "derived: other device information")]
    [DataRow("459c6da40c4508e803000075d2c96b", Key, OtherAddress, "the tag does not match", "derived: another sensor's")]
    public void WhatIsNotTheSensorsIsRefused(string hex, string? key, string? address, string error, string source)
    {
        JsonObject frame = Decode(hex, key, address);

        Assert.IsFalse(frame["valid"]!.GetValue<bool>(), source);
        Assert.Contains(error, frame["error"]!.GetValue<string>(), source);
        Assert.IsNull(frame["encrypted"]?.GetValue<bool>() == true ? frame["objects"] : null, source);
    }

    /// <summary>bthome.io/format: the advertisement of the DIY sensor, whole, in pieces, and cut down.</summary>
    [TestMethod]
    [DataRow("0201060B094449592D73656E736F720A16D2FC4002C40903BF13")]
    [DataRow("020106 0B094449592D73656E736F72 0A16D2FC4002C40903BF13")]
    [DataRow("0A16D2FC4002C40903BF13")]
    [DataRow("D2FC4002C40903BF13")]
    [DataRow("40 02 c4 09 03 bf 13")]
    public void AnAdvertisementMayBeWholeOrOnlyWhatCounts(string hex)
    {
        JsonObject frame = new BthomeDecoder().Decode(HexInput.Parse(hex.Split(' '), new BthomeDecoder().ShortestFrameBytes).Single()).Single();

        Assert.AreEqual("temperature=25.0 C; humidity=50.55 %", Describe(frame));
    }

    private static void AssertIsThatOfTheTable(string hex, string expected)
    {
        JsonObject frame = Decode(hex);

        Assert.AreEqual(expected, Describe(frame));
        Assert.IsTrue(frame["valid"]!.GetValue<bool>(), frame.ToJsonString());
    }

    private static void AssertSays(string hex, string expected, string test)
    {
        JsonObject frame = Decode(hex);

        Assert.AreEqual(expected, Describe(frame), test);
        Assert.IsTrue(frame["valid"]!.GetValue<bool>(), test);
        Assert.IsFalse(frame["encrypted"]!.GetValue<bool>(), test);
    }

    private static JsonObject Decode(string hex, string? key = null, string? address = null)
    {
        BthomeDecoder decoder = new(
            key is null ? null : Convert.FromHexString(key),
            address is null ? null : Convert.FromHexString(address.Replace(":", "", StringComparison.Ordinal)));
        return decoder.Decode(Convert.FromHexString(hex)).Single();
    }

    /// <summary>Packet id and objects as the list of vectors writes them.</summary>
    private static string Describe(JsonObject frame)
    {
        IEnumerable<string> id = frame["packet_id"] is { } packet ? [$"packet_id={packet}"] : [];
        IEnumerable<string> objects = frame["objects"]!.AsArray()
            .Select(one => $"{one!["name"]}={one["value"]} {one["unit"]}".TrimEnd());
        return string.Join("; ", id.Concat(objects));
    }
}
