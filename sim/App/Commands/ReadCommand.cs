using System.CommandLine;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Sim.App.Meters;

namespace Wugang.Sim.App.Commands;

/// <summary><c>read</c>: reads a meter at a serial port of this computer with the node's own driver.</summary>
internal static class ReadCommand
{
    private const int MaxTimes = 1_000_000;
    private const int MaxPauseS = 86_400;

    public static Command Create()
    {
        MeterArguments meter = new();
        Option<string> port = new("--port")
        {
            Description = "Serial port, such as /dev/ttyUSB0, COM3, or the path that 'meters --pty' prints.",
            Required = true,
        };
        Option<long?> times = IntegerOption.Create("--times", 1, MaxTimes, "How often to read (1).");
        Option<long?> pause = IntegerOption.Create("--pause", 0, MaxPauseS, "Seconds between two reads (1).");
        Command command = new("read", "Reads a meter at a serial port, one JSON object for each reading.") { port, times, pause };
        meter.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(
            () => meter.Parse(parsed),
            parsed.GetValue(port)!,
            (int)(parsed.GetValue(times) ?? 1),
            TimeSpan.FromSeconds(parsed.GetValue(pause) ?? 1),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        Func<MeterQuestion> parse, string path, int times, TimeSpan pause, CancellationToken cancel)
    {
        try
        {
            MeterQuestion question = parse();
            return await ReadAsync(question, path, times, pause, cancel);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"The port '{path}' cannot be used: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static async Task<int> ReadAsync(
        MeterQuestion question, string path, int times, TimeSpan pause, CancellationToken cancel)
    {
        using PortBus bus = new(path, question.Meter.Settings);
        bool isAllGood = true;
        for (int i = 0; i < times && !cancel.IsCancellationRequested; i++)
        {
            await Task.Delay(i == 0 ? TimeSpan.Zero : pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            MeterReading reading = await LineReader.ReadAsync(bus, question.Meter);
            await Console.Out.WriteLineAsync(question.Describe(reading).ToJsonString());
            isAllGood &= reading.Status == ReadingStatus.Ok;
        }

        return isAllGood ? ExitCode.Ok : ExitCode.Failed;
    }
}
