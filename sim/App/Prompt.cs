using Wugang.Sim.App.Past;

namespace Wugang.Sim.App;

/// <summary>The simulator's console: says where to look, tells the story, takes commands.</summary>
internal sealed class Prompt(Site site, Story story, TextReader input, TextWriter output)
{
    private readonly Lock _lock = new();

    /// <summary>Says what runs and where to look.</summary>
    public void Greet(AppOptions options, DataFolder data, SimulatedPast? past)
    {
        string broker = options.Broker is null ? $"127.0.0.1:{options.MqttPort}" : $"{options.Broker.Host}:{options.Broker.Port}";
        Write($"""
            Wugang SafetyNode: {site.Nodes.Count} virtual ESP32 nodes, a broker and a supervisor are running.

              Township page    http://127.0.0.1:{options.HttpPort}/
              Bills            http://127.0.0.1:{options.HttpPort}/#/billing/{Kindergarten.FacilityId}
              Simulator page   http://127.0.0.1:{options.HttpPort}/sim/
              MQTT broker      {broker} as 'dashboard', password in {Path.Combine(data.Root, "accounts.json")}
                               topics safety/v1/# (signed records) and supervised/v1/# (verdicts)

            Type a command such as 'open gate', 'press panic', 'cut power', 'help' or 'quit'.

            """);
        if (past is not null)
        {
            Write($"All before {DateTimeOffset.FromUnixTimeMilliseconds(past.ToMs):yyyy-MM-dd HH:mm} UTC is simulated; one bill of the month before it has the wrong price.\n");
        }

        if (options.HasFreshNode)
        {
            Write($"Node {Kindergarten.FreshNode.Id.Node} is fresh out of its box: 'setup {Kindergarten.FreshNode.Id.Node}' sets it up with the phone.\n");
        }
    }

    /// <summary>Takes commands until quit, cancellation, or for as long as there is input and then until cancellation.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        story.Told += Show;
        try
        {
            while (await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancel) is { } line)
            {
                if (line.Trim() is "quit" or "exit")
                {
                    return;
                }

                Answer(line.Trim());
            }

            await Task.Delay(Timeout.Infinite, cancel);
        }
        catch (OperationCanceledException)
        {
            // The time is up.
        }
        finally
        {
            story.Told -= Show;
        }
    }

    private void Answer(string command)
    {
        if (command == "help")
        {
            foreach ((string form, Saying meaning) in SiteCommands.All)
            {
                Write($"  {form,-24} {meaning.En}");
            }

            Write($"  {"quit",-24} Stop.");
        }
        else if (command.Length > 0)
        {
            Write("  " + site.Execute(command).Message.En);
        }
    }

    private void Show(Saying line)
    {
        Write("  " + line.En);
    }

    private void Write(string text)
    {
        lock (_lock)
        {
            output.WriteLine(text);
        }
    }
}
