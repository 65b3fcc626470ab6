using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Sim.App.Decoding;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary><c>decode</c>: frames in, one JSON object each out. The published frames themselves are in tests/Shared.</summary>
[TestClass]
public class DecodeCommandTests
{
    private const string Energy = "6861010000000068910833333433593333338A16";

    [TestMethod]
    [DataRow("dlt645", Energy, """{"valid":true,"protocol":"dlt645","edition":"2007","address":"000000000161","control":"91","direction":"reply","identifier":"00010000","quantity":"forward active energy total","value":"000000.26","unit":"kWh","registers":[260]}""")]
    [DataRow("dlt645", "6801004423520068911833323433BC3633333333333333333333BC363333333333331316", """{"quantity":"forward active energy block","values":["000003.89","000000.00","000000.00","000003.89","000000.00"],"registers":[3890,0,0,3890,0]}""")]
    [DataRow("dlt645", "6861010000000068910833333333593333B30916", """{"valid":true,"value":"-000000.26","registers":[null]}""")]
    [DataRow("dlt645", "6861010000000068910833333433323232326016", """{"valid":true,"value":null,"registers":[null]}""")]
    [DataRow("dlt645", "6861010000000068D101353916", """{"valid":true,"control":"D1","status":{"hex":"02","meaning":["no such data"]}}""")]
    [DataRow("dlt645", "6861010000000068810643C3BCAA89671516", """{"valid":true,"edition":"1997","identifier":"9010","data":"89775634"}""")]
    [DataRow("dlt645", "6861010000000068B10A333234335933333334331216", """{"more":true,"identifier":"0001FF00","data":"260000000100"}""")]
    [DataRow("dlt645", "6811111111111168910A37373337333389636565C516", """{"quantity":"rated voltage","value":"220V","unit":"V"}""")]
    [DataRow("cjt188", "68300300000000000081161F90FF452301002C000001002C0030140801262004003916", """{"valid":true,"protocol":"cjt188","type":"30","meter":"gas","address":"00000000000003","identifier":"901F","identifier_order":"low_first","sequence":"FF","value":"000123.45","unit":"m3","settlement_value":"000100.00","registers":[123450,100000],"time":"2026-01-08 14:30:00","status":{"hex":"0400","valve":"open","battery_low":true}}""")]
    [DataRow("cjt188", "681001002309182000810820D101452301002CED16", """{"quantity":"volume at settlement","settlements_ago":1,"value":"000123.45","registers":[123450]}""")]
    [DataRow("cjt188", "6810010000050800002A04A0170055C016", """{"valid":true,"control":"2A","direction":"request","identifier":"A017","data":"55"}""")]
    [DataRow("modbus", "0104015600029027", """{"valid":true,"protocol":"modbus","address":"1","direction":"request","first_register":342,"register_count":2}""")]
    [DataRow("modbus", "010404000F4240FAD7", """{"valid":true,"direction":"reply","words":[15,16960]}""")]
    [DataRow("modbus", "018402C2C1", """{"valid":true,"control":"84","status":{"hex":"02","meaning":["illegal data address"]}}""")]
    public void AFrameSaysWhatItHolds(string protocol, string hex, string expected)
    {
        JsonObject actual = Decode(protocol, hex).Single();

        foreach ((string name, JsonNode? value) in JsonNode.Parse(expected)!.AsObject())
        {
            Assert.AreEqual(value?.ToJsonString(), actual[name]?.ToJsonString(), $"{name} of {actual.ToJsonString()}");
        }
    }

    [TestMethod]
    [DataRow("dlt645", "6837030092813968910633343435C756B616", "checksum in byte 17 is B6, but the sum of bytes 1 to 16 is DA")]
    [DataRow("dlt645", "FEFE6837030092813968910633343435C756B616", "checksum in byte 19 is B6, but the sum of bytes 3 to 18 is DA")]
    [DataRow("dlt645", "6861010000000068910833333433593333338A17", "byte 20 is 17, but a frame ends with 16")]
    [DataRow("dlt645", "6861010000000069910833333433593333338A16", "byte 8 is 69, but the address is followed by 68")]
    [DataRow("dlt645", "6861010000000068910933333433593333338A16", "byte 10 says 9 data bytes, so the frame ends with byte 21, but there are only 20 bytes")]
    [DataRow("dlt645", "68610100000000689107333334335933335616", "forward active energy total (00010000) has values of 4 bytes, but there are 3 bytes")]
    [DataRow("dlt645", "6861", "2 bytes from byte 1 on, but a frame has at least 12")]
    [DataRow("dlt645", "FEFEFEFE", "there is no frame behind the wake-up bytes")]
    [DataRow("cjt188", "68104433221100337881161F9000007766552C007766552C3101221105152021840816", "checksum in byte 34 is 08, but the sum of bytes 1 to 33 is 13")]
    [DataRow("cjt188", "69104433221100337801031F90008016", "byte 1 is 69, but a frame starts with 68")]
    [DataRow("cjt188", "681001002309182000810A1F9001452301002C0000AD16", "a reply to 901F has not 10 data bytes")]
    [DataRow("modbus", "010404000F42400000", "check in bytes 8 and 9 is 0000, but that of bytes 1 to 7 is FAD7")]
    [DataRow("modbus", "0104015600029028", "check in bytes 7 and 8 is 9028, but that of bytes 1 to 6 is 9027")]
    [DataRow("modbus", "010404000F42", "byte 3 says 4 data bytes, so the reply ends with byte 9, but there are only 6 bytes")]
    [DataRow("modbus", "0110000000020000", "byte 2 is 10, but registers are read with 03 or 04")]
    public void WhatIsWrongIsSaidAndWhere(string protocol, string hex, string error)
    {
        JsonObject actual = Decode(protocol, hex).Single();

        Assert.IsFalse(actual["valid"]!.GetValue<bool>());
        Assert.AreEqual(error, actual["error"]!.GetValue<string>());
        Assert.IsNull(actual["value"]);
        Assert.IsNull(actual["registers"]);
    }

    [TestMethod]
    [DataRow("fe fe fe fe 68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8a 16", 1)]
    [DataRow(Energy + Energy, 2)]
    [DataRow(Energy + " FE FE " + Energy, 2)]
    public void SpacesCaseAndWakeUpBytesAreWelcome(string hex, int frames)
    {
        foreach (IReadOnlyList<string> arguments in new string[][] { [hex], hex.Split(' ') })
        {
            JsonObject[] actual = Decode("dlt645", [.. arguments]);

            Assert.HasCount(frames, actual);
            Assert.IsTrue(actual.All(frame => frame["value"]!.GetValue<string>() == "000000.26"));
        }
    }

    [TestMethod]
    public void AFrameBehindABrokenOneIsFound()
    {
        JsonObject[] actual = Decode("dlt645", Energy[..^6] + Energy);

        Assert.HasCount(2, actual);
        Assert.IsFalse(actual[0]["valid"]!.GetValue<bool>());
        Assert.IsTrue(actual[1]["valid"]!.GetValue<bool>());
    }

    [TestMethod]
    [DataRow("dlt645 " + Energy, 0, "")]
    [DataRow("dlt645 " + Energy + " 6837030092813968910633343435C756B616", 1, "")]
    [DataRow("dlt645 68zz", 2, "'z' is no hexadecimal digit.")]
    [DataRow("dlt645 688", 2, "A byte has two hexadecimal digits, and there must be at least one byte.")]
    [DataRow("iec62056 68", 2, "The protocol must be dlt645, cjt188, modbus or bthome, not 'iec62056'. Try --help.")]
    [DataRow("bthome 400960 --key 00 --mac 54:48:E6:8F:80:A5", 2, "--key must have 32 hexadecimal digits. Try --help.")]
    [DataRow("bthome 400960 --mac 54:48:E6:8F:80:A5", 2, "--key and --mac go together. Try --help.")]
    [DataRow("dlt645", 2, "Required argument missing for command: 'decode'. Try --help.")]
    public async Task TheExitCodeSaysWhetherAllIsValid(string arguments, int expectedCode, string expectedError)
    {
        (int code, string output, string error) = await SimulatorProgram.RunAsync("", ["decode", .. arguments.Split(' ')]);

        Assert.AreEqual(expectedCode, code, error);
        Assert.AreEqual(expectedError, error.TrimEnd());
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual(expectedCode < 2, lines.Length > 0);
        Assert.IsTrue(lines.All(line => JsonElement.Parse(line).GetProperty("protocol").GetString() == "dlt645"));
    }

    private static JsonObject[] Decode(string protocol, params string[] arguments)
    {
        ProtocolDecoder decoder = protocol switch
        {
            "dlt645" => new Dlt645Decoder(),
            "cjt188" => new Cjt188Decoder(),
            _ => new ModbusDecoder(),
        };
        return [.. HexInput.Parse(arguments, decoder.ShortestFrameBytes).SelectMany(decoder.Decode)];
    }
}
