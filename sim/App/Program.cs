using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Wugang.Sim.App;

/// <summary>The command line of the simulator.</summary>
internal static class Program
{
    private const int ExitBadStart = 2;
    private const int MaxSeconds = 1_000_000;

    public static async Task<int> Main(string[] args)
    {
        Option<int?> mqttPort = Integer("--mqtt-port", 1, 65535, "TCP port of the embedded MQTT broker on 127.0.0.1 (18830).");
        Option<int?> httpPort = Integer("--http-port", 1, 65535, "TCP port of the pages on 127.0.0.1 (18080).");
        Option<int?> seconds = Integer("--seconds", 1, MaxSeconds, "Stop by itself after so many seconds.");
        Option<OutsideBroker?> broker = new("--broker")
        {
            Description = "Use an outside broker, HOST:PORT, instead of the embedded one.",
            CustomParser = ParseBroker,
        };
        Option<string> data = new("--data")
        {
            Description = "Folder of keys, accounts, flash drives and ledger.",
            DefaultValueFactory = _ => "data",
        };
        RootCommand root = new("Runs a virtual kindergarten: ESP32 nodes, MQTT broker, supervisor, and people who use the doors.")
        {
            mqttPort, httpPort, seconds, broker, data,
        };
        root.SetAction((parsed, cancel) => RunAsync(
            new AppOptions(
                parsed.GetValue(mqttPort) ?? 18830,
                parsed.GetValue(httpPort) ?? 18080,
                parsed.GetValue(seconds),
                parsed.GetValue(broker),
                parsed.GetValue(data)!),
            cancel));

        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{result.Errors[0].Message} Try --help.");
            return ExitBadStart;
        }

        return await result.InvokeAsync();
    }

    private static async Task<int> RunAsync(AppOptions options, CancellationToken cancel)
    {
        try
        {
            await using Demonstration demonstration = await Demonstration.StartAsync(options);
            await demonstration.RunAsync(Console.In, Console.Out, cancel);
            return 0;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitBadStart;
        }
    }

    private static Option<int?> Integer(string name, int minimum, int maximum, string description)
    {
        return new Option<int?>(name)
        {
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                    && value >= minimum
                    && value <= maximum)
                {
                    return value;
                }

                result.AddError($"{name} must be a whole number from {minimum} to {maximum}, not '{text}'.");
                return null;
            },
        };
    }

    private static OutsideBroker? ParseBroker(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        int colon = text.LastIndexOf(':');
        if (colon > 0 && int.TryParse(text[(colon + 1)..], out int port) && port is >= 1 and <= 65535)
        {
            return new OutsideBroker(text[..colon], port);
        }

        result.AddError($"--broker must be HOST:PORT, such as localhost:1883, not '{text}'.");
        return null;
    }
}
