using System.Collections;
using System.CommandLine;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.App.Configuration;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Sim.App.Commands;

/// <summary><c>config</c>: checks a node's configuration as the node does, or makes one.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        Argument<string> checkedFile = new("file") { Description = "The configuration, JSON in UTF-8." };
        Command check = new("check", "Says all that a node would say about a configuration: each fault by its path, exit code 1.")
        {
            checkedFile,
        };
        check.SetAction(parsed => Check(parsed.GetValue(checkedFile)!));

        Argument<string> newFile = new("file") { Description = "Where the configuration goes; it must not be there yet." };
        Command make = new("new", "Asks what a node is made of, one line an answer, and writes its configuration.") { newFile };
        make.SetAction(parsed => Make(parsed.GetValue(newFile)!));
        return new Command("config", "Checks or makes the configuration of a node.") { check, make };
    }

    private static int Check(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception e) when (IsFailure(e))
        {
            Console.Error.WriteLine($"{path} cannot be read: {e.Message}");
            return ExitCode.BadInput;
        }

        NodeSettings? settings = SettingsText.Read(text, ChannelPins.OfEsp32S3(), out Hashtable tree, out string[] errors);
        foreach (string error in errors)
        {
            Console.Out.WriteLine(error);
        }

        if (settings is null)
        {
            return ExitCode.Failed;
        }

        byte[] canonical = CanonicalTree.Write(tree, Limits.MaxSettingsBytes);
        Console.Out.WriteLine(
            $"good: node={settings.Node.Value} version={settings.Version} bytes={canonical.Length} "
            + $"hash={Base64Url.EncodeToString(Sha256.HashOf(canonical))}");
        return ExitCode.Ok;
    }

    private static int Make(string path)
    {
        if (Path.Exists(path))
        {
            Console.Error.WriteLine($"{path} is there already. Name another file, or take it away.");
            return ExitCode.BadInput;
        }

        try
        {
            File.WriteAllBytes(path, [.. new ConfigurationInterview(Console.In, Console.Out).Ask(), (byte)'\n']);
        }
        catch (Exception e) when (IsFailure(e))
        {
            Console.Error.WriteLine($"{path} was not written: {e.Message}");
            return ExitCode.BadInput;
        }

        Console.Out.WriteLine($"Written to {path}. Its keys go into a keys.json beside it.");
        return Check(path);
    }

    private static bool IsFailure(Exception e)
    {
        return e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
    }
}
