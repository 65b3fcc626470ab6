using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Wugang.Sim.App.Decoding;

namespace Wugang.Sim.App.Commands;

/// <summary><c>decode</c>: says what frames of meters hold, one JSON object a line.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        Argument<FrameDecoder?> protocol = new("protocol")
        {
            Description = "dlt645, cjt188 or modbus.",
            CustomParser = ParseProtocol,
        };
        Argument<string[]> hex = new("hex")
        {
            Description = "Frames in hexadecimal digits; spaces, upper or lower case and leading FE bytes are welcome.",
            Arity = ArgumentArity.OneOrMore,
        };
        Command command = new("decode", "Says what frames of meters hold, one JSON object for each.") { protocol, hex };
        command.SetAction(parsed => Run(parsed.GetValue(protocol)!, parsed.GetValue(hex)!));
        return command;
    }

    private static FrameDecoder? ParseProtocol(ArgumentResult result)
    {
        string name = result.Tokens.Single().Value;
        FrameDecoder? decoder = FrameDecoder.Find(name);
        if (decoder is null)
        {
            result.AddError($"The protocol must be dlt645, cjt188 or modbus, not '{name}'.");
        }

        return decoder;
    }

    private static int Run(FrameDecoder decoder, string[] hex)
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
