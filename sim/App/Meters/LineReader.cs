using System.Diagnostics;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.App.Meters;

/// <summary>Lets the node's driver read one meter once, in real time.</summary>
internal static class LineReader
{
    /// <summary>The reading; its time is in milliseconds since the call.</summary>
    public static async Task<MeterReading> ReadAsync(IByteBus bus, SerialMeter meter)
    {
        Stopwatch elapsed = Stopwatch.StartNew();
        SerialLine line = new(bus, [meter]);
        line.ReadAll();
        while (!line.IsIdle)
        {
            line.Step(elapsed.ElapsedMilliseconds);
            await Task.Delay(SerialLine.PollMs);
        }

        return meter.Reading;
    }
}
