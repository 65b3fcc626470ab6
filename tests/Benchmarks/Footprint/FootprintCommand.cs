using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>
/// <c>footprint</c>: copies this program, lets the firmware in the copy count what it does, runs the copy, and writes <c>docs/reference/footprint.md</c>.
/// The figures depend on the code alone, not on the machine or its load.
/// </summary>
internal static class FootprintCommand
{
    public const string Name = "footprint";

    /// <summary>What the copy is started with.</summary>
    public const string RunName = "footprint-run";

    private const string Page = "docs/reference/footprint.md";

    private static readonly string[] Counted = ["Wugang.Firmware.Core", "Wugang.Firmware.Node"];

    /// <summary>In the copy: measures, and prints the figures as JSON.</summary>
    public static int Run()
    {
        Console.WriteLine(JsonSerializer.Serialize(FootprintRun.Measure()));
        return 0;
    }

    public static int Write()
    {
        string page = FootprintReport.Render(MeasureInCopy(), [.. Counted.Append("Wugang.Firmware.Esp32").Select(Measure)]);
        File.WriteAllText(Path.Combine(FindRoot(), Page), page);
        Console.WriteLine(page);
        return 0;
    }

    private static FootprintRun MeasureInCopy()
    {
        string copy = Directory.CreateTempSubdirectory(Name).FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            foreach (string assembly in Counted)
            {
                CountedCopy.Replace(Path.Combine(copy, assembly + ".dll"));
            }

            return RunCopy(Path.Combine(copy, typeof(FootprintCommand).Assembly.GetName().Name + ".dll"));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static FootprintRun RunCopy(string program)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, ArgumentList = { program, RunName } };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<FootprintRun>(output)!
            : throw new InvalidOperationException($"The counted copy ended with {process.ExitCode}.");
    }

    private static AssemblySize Measure(string name)
    {
        using PEReader file = new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        MetadataReader reader = file.GetMetadataReader();
        int il = reader.MethodDefinitions
            .Select(handle => reader.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(address => address != 0)
            .Sum(address => file.GetMethodBody(address).GetILReader().Length);
        int strings = reader.GetHeapSize(HeapIndex.String)
            + (reader.GetHeapSize(HeapIndex.UserString) / 2);
        return new AssemblySize(name, il, strings);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wugang.SafetyNode.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The solution is in no parent folder.");
    }
}
