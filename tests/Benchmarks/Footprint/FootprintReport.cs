using System.Globalization;

namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>The page: figures, how they were made, what they are held against.</summary>
internal static class FootprintReport
{
    private const int RecordAim = 4000;
    private const int IdleAim = 1500;
    private const int LimitBytes = 65_535;

    // The managed heap of a C3 with the BLE image (nanoframework/Home, issue 1824); without BLE the runtime leaves about 30 kB more.
    private const int C3WithBleBytes = 54_472;
    private const int BleBytes = 30_000;

    // A serial line, Wi-Fi, the connection; M2Mqtt starts four of its own. The step is the main thread's.
    private const int Threads = 7;

    public static string Render(FootprintRun run, IReadOnlyList<AssemblySize> assemblies)
    {
        return (RenderWork(run, assemblies) + RenderMemory(run, assemblies.Sum(assembly => assembly.IlBytes + assembly.StringBytes)) + RenderNanoClr(run))
            .Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string RenderWork(FootprintRun run, IReadOnlyList<AssemblySize> assemblies)
    {
        string sizes = string.Concat(assemblies.Select(assembly =>
            $"| `{assembly.Name}` | {Format(assembly.IlBytes)} | {Format(assembly.StringBytes)} | {Format(LimitBytes)} each |\n"));
        return $$"""
            # Footprint

            What the firmware asks of a chip, counted on the desktop. `dotnet run -c Release --project tests/Benchmarks -- footprint` writes this page; the figures depend on
            the code alone. What was measured [on nanoCLR](#on-nanoclr) says so. **Nothing here was measured on a chip.**

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


            """;
    }

    private static string RenderMemory(FootprintRun run, int codeBytes)
    {
        int tables = (int)(codeBytes * NanoClrFigures.TablesOfCode);
        int threads = HeapModel.ThreadBytes(Threads);
        int fixedBytes = tables + NanoClrFigures.LibraryTableBytes + NanoClrFigures.StartBytes + threads;
        long sum = run.LiveBytesMax + fixedBytes;
        return $$"""
            ## Memory

            Objects by the sizes of the 32-bit runtime: 12 bytes an object and 12 a field of any type, arrays 24 and their elements in steps of 12, a literal 12, an empty
            `Hashtable` 180, a delegate 36, a sleeping thread 948 (`Footprint/HeapModel.cs`). The largest heap is that of a day of a node with eight zones and four meters on
            one line, without a connection, looked at every minute: all that is reachable from `SafetyNode`.

            | what | bytes |
            |---|---|
            | largest live heap of a day | {{Format(run.LiveBytesMax)}} |
            | tables of our assemblies in RAM ({{Percent(NanoClrFigures.TablesOfCode)}} of the code, as on nanoCLR) | {{Format(tables)}} |
            | tables of nanoFramework's {{NanoClrFigures.LibraryCount}} assemblies that ours need, as on nanoCLR | {{Format(NanoClrFigures.LibraryTableBytes)}} |
            | the runtime itself when it starts, with the main thread, as on nanoCLR | {{Format(NanoClrFigures.StartBytes)}} |
            | {{Threads}} threads besides | {{Format(threads)}} |
            | sum | {{Format(sum)}} |

            | board | managed heap, bytes | left for the connection, the board's objects and garbage |
            |---|---|---|
            | ESP32-C3, image with BLE | {{Format(C3WithBleBytes)}} | {{Format(C3WithBleBytes - sum)}} |
            | ESP32-C3, image without BLE | about {{Format(C3WithBleBytes + BleBytes)}} | about {{Format(C3WithBleBytes + BleBytes - sum)}} |
            | ESP32-S3 or ESP32 with PSRAM, recommended | megabytes | megabytes |

            **Not in the sum**: M2Mqtt's buffers and queues, and the objects of `firmware/Esp32`. Besides the node's own heap the application takes {{Format(fixedBytes)}} bytes,
            so that of a C3 without BLE about {{Format(C3WithBleBytes + BleBytes - fixedBytes)}} are left for it: shorter rings in `Core/Limits.cs` are not enough. **The application is for
            boards with PSRAM.**


            """;
    }

    private static string RenderNanoClr(FootprintRun run)
    {
        return $$"""
            ## On nanoCLR

            Measured by hand on {{NanoClrFigures.Date}}: nanoCLR 1.17 (nf-interpreter `{{NanoClrFigures.RuntimeCommit}}`), its POSIX target built for 32 bits with a counter in the loop of its
            interpreter; `Core`, `Node`, `Esp32` and the shared tests compiled against nanoFramework's libraries and converted by its metadata processor, all from their sources.
            HMAC is machine code there too, of our own. `Esp32` compiles and converts; what it does needs a chip. These figures do not follow the code (`Footprint/NanoClrFigures.cs`).

            | what | here | on nanoCLR |
            |---|---|---|
            | shared tests that pass | all | {{Format(NanoClrFigures.SharedTests)}} of {{Format(NanoClrFigures.SharedTests)}} |
            | instructions for the record: `Core`, nanoFramework's libraries | {{Format(run.RecordInstructions)}}, not counted | {{Format(NanoClrFigures.RecordInstructions)}}, {{NanoClrFigures.RecordLibraryInstructions}} |
            | instructions of the idle step: `Core` and `Node`, libraries | {{Format(run.IdleInstructions)}}, not counted | {{Format(NanoClrFigures.IdleInstructions)}}, {{NanoClrFigures.IdleLibraryInstructions}} |
            | instructions to read and verify an acknowledgement of {{NanoClrFigures.AcknowledgementBytes}} bytes: `Core`, libraries | | {{Format(NanoClrFigures.AcknowledgementInstructions)}}, {{NanoClrFigures.AcknowledgementLibraryInstructions}} |
            | largest live heap of the day, bytes | {{Format(run.LiveBytesMax)}} | {{Format(NanoClrFigures.LiveBytes)}} |
            | smallest heap in which that day runs, {{Format(NanoClrFigures.SmallestHeapTableBytes)}} bytes of it tables | | {{Format(NanoClrFigures.SmallestHeapBytes)}} |
            | flash for our three assemblies; for nanoFramework's {{NanoClrFigures.LibraryCount}} | | {{Format(NanoClrFigures.ConvertedBytes)}}; {{Format(NanoClrFigures.LibraryConvertedBytes)}} |

            """;
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

    private static string Percent(double share)
    {
        return (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
    }

    private static string Format(long number)
    {
        return number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
    }
}
