using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Wugang.Sim.App.Decoding;

namespace Wugang.Sim.App.Commands;

/// <summary><c>decode</c>: says what frames of meters and sensors hold, one JSON object a line.</summary>
internal static class DecodeCommand
{
    private const int KeyBytes = 16;
    private const int AddressBytes = 6;

    public static Command Create()
    {
        Argument<string> protocol = new("protocol") { Description = "dlt645, cjt188, modbus or bthome." };
        protocol.Validators.Add(CheckProtocol);
        Argument<string[]> hex = new("hex")
        {
            Description = "Frames in hexadecimal digits; spaces, upper or lower case and leading FE bytes are welcome.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<byte[]?> key = BytesOption("--key", KeyBytes, "bthome: the sensor's key, 32 hexadecimal digits.");
        Option<byte[]?> mac = BytesOption("--mac", AddressBytes, "bthome: the sensor's address, such as A4:C1:38:8D:18:B2.");
        Command command = new("decode", "Says what frames hold, one JSON object for each.") { protocol, hex, key, mac };
        command.Validators.Add(result => CheckKey(result, key, mac));
        command.SetAction(parsed => Run(
            Find(parsed.GetValue(protocol)!, parsed.GetValue(key), parsed.GetValue(mac))!, parsed.GetValue(hex)!));
        return command;
    }

    private static ProtocolDecoder? Find(string protocol, byte[]? key, byte[]? mac)
    {
        return protocol switch
        {
            "dlt645" => new Dlt645Decoder(),
            "cjt188" => new Cjt188Decoder(),
            "modbus" => new ModbusDecoder(),
            "bthome" => new BthomeDecoder(key, mac),
            _ => null,
        };
    }

    private static void CheckProtocol(ArgumentResult result)
    {
        string name = result.Tokens.Single().Value;
        if (Find(name, null, null) is null)
        {
            result.AddError($"The protocol must be dlt645, cjt188, modbus or bthome, not '{name}'.");
        }
    }

    private static void CheckKey(System.CommandLine.Parsing.CommandResult result, Option<byte[]?> key, Option<byte[]?> mac)
    {
        if (result.GetResult(key) is null != result.GetResult(mac) is null)
        {
            result.AddError("--key and --mac go together.");
        }
    }

    private static Option<byte[]?> BytesOption(string name, int count, string description)
    {
        return new Option<byte[]?>(name) { Description = description, CustomParser = result => ParseBytes(result, name, count) };
    }

    private static byte[]? ParseBytes(ArgumentResult result, string name, int count)
    {
        string digits = result.Tokens.Single().Value.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 2 * count || !digits.All(char.IsAsciiHexDigit))
        {
            result.AddError($"{name} must have {2 * count} hexadecimal digits.");
            return null;
        }

        return Convert.FromHexString(digits);
    }

    private static int Run(ProtocolDecoder decoder, string[] hex)
    {
        IReadOnlyList<byte[]> inputs;
        try
        {
            inputs = HexInput.Parse(hex, decoder.ShortestFrameBytes);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }

        bool isAllValid = true;
        foreach (JsonObject frame in inputs.SelectMany(decoder.Decode))
        {
            Console.Out.WriteLine(frame.ToJsonString());
            isAllValid &= frame["valid"]!.GetValue<bool>();
        }

        return isAllValid ? ExitCode.Ok : ExitCode.Failed;
    }
}
