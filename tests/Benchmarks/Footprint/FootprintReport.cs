using System.Globalization;

namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>The page: figures, how they were made, what they are held against.</summary>
internal static class FootprintReport
{
    private const int RecordAim = 4000;
    private const int IdleAim = 1500;
    private const int LimitBytes = 65_535;

    // Measured free heap of a C3 with the BLE image; without BLE the runtime leaves about 30 kB more.
    private const int C3WithBleBytes = 54_472;
    private const int BleBytes = 30_000;

    // nanoFramework's Json library: 18.7 kB of code cost 1.8 kB of RAM.
    private const double RamOfCode = 1.8 / 18.7;

    // The step, a serial line, Wi-Fi, the connection; M2Mqtt starts four of its own.
    private const int Threads = 8;

    public static string Render(FootprintRun run, IReadOnlyList<AssemblySize> assemblies)
    {
        int code = (int)(assemblies.Sum(assembly => assembly.IlBytes + assembly.StringBytes) * RamOfCode);
        int threads = HeapModel.ThreadBytes(Threads);
        long sum = run.LiveBytesMax + code + threads;
        string sizes = string.Concat(assemblies.Select(assembly =>
            $"| `{assembly.Name}` | {Format(assembly.IlBytes)} | {Format(assembly.StringBytes)} | {Format(LimitBytes)} each |\n"));
        return $$"""
            # Footprint

            What the firmware asks of a chip, counted on the desktop. `dotnet run -c Release --project tests/Benchmarks -- footprint` writes this page; the figures depend on
            the code alone. **Nothing here was measured on a chip or on nanoCLR.**

            ## Size of the code

            | assembly | IL, bytes | strings, bytes | nanoCLR takes |
            |---|---|---|---|
            {{sizes}}
            ## Work

            Instructions of the intermediate language in `Core` and `Node`; the class library's are not counted, nor is HMAC, which is machine code on the chip. How
            they are counted: a call at the head of each stretch without a branch adds the stretch's instructions (`Footprint/CountedCopy.cs`).

            | work | instructions | aim | allocated, bytes |
            |---|---|---|---|
            | build and sign one record of {{run.RecordCharacters}} characters | {{Format(run.RecordInstructions)}} | {{Format(RecordAim)}} for 300 | {{Format(run.RecordBytes)}} and the 60 of the signature |
            | idle step: eight zones, four meters between two reads | {{Format(run.IdleInstructions)}} (most: {{Format(run.IdleInstructionsMax)}}) | {{Format(IdleAim)}} | {{Format(run.IdleBytes)}} in a hundred steps |
            | a day: {{Format(run.DaySteps)}} steps, {{Format(run.DayReplies)}} replies of meters | | | {{Format(run.DayBytes)}}, {{Format(run.DayBytes / Math.Max(1, run.DayReplies))}} a reply |

            {{Verdict(run)}}

            The methods with the most instructions of their own: in the record {{List(run.RecordMethods)}}; in the idle step {{List(run.IdleMethods)}}.

            ## Memory

            Objects by the sizes of the 32-bit runtime: 12 bytes an object and 12 a field of any type, arrays 24 and their elements in steps of 12, a literal 12, an empty
            `Hashtable` 180, a delegate 36, a sleeping thread 840 (`Footprint/HeapModel.cs`). The largest heap is that of a day of a node with eight zones and four meters on
            one line, without a connection, looked at every minute: all that is reachable from `SafetyNode`.

            | what | bytes |
            |---|---|
            | largest live heap of a day | {{Format(run.LiveBytesMax)}} |
            | tables of our assemblies in RAM (a tenth of the code, as of nanoFramework's Json library) | {{Format(code)}} |
            | {{Threads}} threads | {{Format(threads)}} |
            | sum | {{Format(sum)}} |

            | board | free for programs, bytes | left for libraries, connection and garbage |
            |---|---|---|
            | ESP32-C3, image with BLE | {{Format(C3WithBleBytes)}} | {{Format(C3WithBleBytes - sum)}} |
            | ESP32-C3, image without BLE | about {{Format(C3WithBleBytes + BleBytes)}} | about {{Format(C3WithBleBytes + BleBytes - sum)}} |
            | ESP32-S3 or ESP32 with PSRAM, recommended | megabytes | megabytes |

            **Not in the sum**: the tables of nanoFramework's own libraries (M2Mqtt, Json, Bluetooth and those they need), M2Mqtt's buffers and queues, the objects of
            `firmware/Esp32`, and static data. {{Fit(sum)}}

            What would make it smaller, in this order: an image without BLE where there are no wireless sensors and the setup comes by file, which frees about 30 kB;
            shorter rings and buffers in `Core/Limits.cs`; a configuration with fewer zones and meters. Until then the application is for boards with PSRAM.

            """.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string List(IReadOnlyList<MethodShare> methods)
    {
        return string.Join(", ", methods.Select(method => $"`{method.Method}` {Format(method.Instructions)}"));
    }

    private static string Verdict(FootprintRun run)
    {
        string record = run.RecordInstructions <= RecordAim ? "within its aim" : $"{Format(run.RecordInstructions - RecordAim)} over its aim";
        string idle = run.IdleInstructions <= IdleAim ? "within its aim" : $"{Format(run.IdleInstructions - IdleAim)} over its aim";
        return $"The record is {record}, the idle step {idle}.";
    }

    private static string Fit(long sum)
    {
        return sum <= C3WithBleBytes
            ? $"Without those, the application fits a C3 with BLE; whether it does with them is to be measured on a board."
            : $"The application is {Format(sum - C3WithBleBytes)} bytes over what a C3 with BLE leaves.";
    }

    private static string Format(long number)
    {
        return number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
    }
}
