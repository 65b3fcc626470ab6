using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Wugang.Sim.App.Commands;

/// <summary>Without a subcommand: the demonstration.</summary>
internal static class DemonstrationCommand
{
    private const int MaxSeconds = 1_000_000;

    public static RootCommand Create()
    {
        Option<long?> mqttPort = IntegerOption.Create("--mqtt-port", 1, 65535, "TCP port of the embedded MQTT broker on 127.0.0.1 (18830).");
        Option<long?> httpPort = IntegerOption.Create("--http-port", 1, 65535, "TCP port of the pages on 127.0.0.1 (18080).");
        Option<long?> seconds = IntegerOption.Create("--seconds", 1, MaxSeconds, "Stop by itself after so many seconds.");
        Option<OutsideBroker?> broker = new("--broker")
        {
            Description = "Use an outside broker, HOST:PORT, instead of the embedded one.",
            CustomParser = ParseBroker,
        };
        Option<string?> cluster = new("--cluster")
        {
            Description = "Share the work with other supervisors over this PostgreSQL database (a connection string of Npgsql); needs --broker.",
        };
        Option<string> data = new("--data")
        {
            Description = "Folder of keys, accounts, flash drives and ledger.",
            DefaultValueFactory = _ => "data",
        };
        Option<bool> hours = new("--opening-hours")
        {
            Description = "Keep to the registered hours, Monday to Friday 07:30-18:30 in China, instead of being open at any hour.",
        };
        Option<bool> fresh = new("--fresh-node")
        {
            Description = "One more node, fresh out of its box, for you to set up with the virtual phone.",
        };
        Option<bool> noPast = new("--no-past")
        {
            Description = "Begin with nothing, instead of simulating the weeks before the first start of a data folder.",
        };
        RootCommand root = new("Runs a virtual kindergarten: ESP32 nodes, MQTT broker, supervisor, and people who use the doors.")
        {
            mqttPort, httpPort, seconds, broker, cluster, data, hours, fresh, noPast,
        };
        root.Validators.Add(result =>
        {
            if (result.GetValue(cluster) is not null && result.GetValue(broker) is null)
            {
                result.AddError("--cluster needs --broker: the others cannot reach the embedded broker's sessions.");
            }
        });
        root.SetAction((parsed, cancel) => RunAsync(
            new AppOptions(
                (int)(parsed.GetValue(mqttPort) ?? 18830),
                (int)(parsed.GetValue(httpPort) ?? 18080),
                (int?)parsed.GetValue(seconds),
                parsed.GetValue(broker),
                parsed.GetValue(cluster),
                parsed.GetValue(data)!,
                parsed.GetValue(hours),
                parsed.GetValue(fresh),
                HasPast: !parsed.GetValue(noPast)),
            cancel));
        return root;
    }

    private static async Task<int> RunAsync(AppOptions options, CancellationToken cancel)
    {
        try
        {
            await using Demonstration demonstration = await Demonstration.StartAsync(options);
            await demonstration.RunAsync(Console.In, Console.Out, cancel);
            return ExitCode.Ok;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.BadInput;
        }
    }

    private static OutsideBroker? ParseBroker(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        int colon = text.LastIndexOf(':');
        bool isPort = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port);
        if (colon > 0 && isPort && port is >= 1 and <= 65535)
        {
            return new OutsideBroker(text[..colon], port);
        }

        result.AddError($"--broker must be HOST:PORT, such as localhost:1883, not '{text}'.");
        return null;
    }
}
