using System.ComponentModel;
using System.Diagnostics;

namespace Wugang.Hardware.Checks;

/// <summary>The commands of Lepton EDA.</summary>
public static class Lepton
{
    private const string Advice = "install Debian's lepton-eda, as tests/run does";

    /// <summary>What a backend of the netlister makes of the sheets.</summary>
    /// <exception cref="InvalidOperationException">The netlister is not there, or gave nothing.</exception>
    public static string RunNetlister(HardwareFolder folder, string backend)
    {
        // Its exit code says only that the rule check found something; what it found is in the output.
        string output = Run(folder, "lepton-netlist", ["-g", backend, "-o", "-", .. folder.SheetNames], out string errors, out _);
        return output.Length > 0 ? output : throw new InvalidOperationException($"lepton-netlist -g {backend} wrote nothing: {errors}");
    }

    /// <summary>Draws sheets on A4: one as SVG, any number of them as PDF, as the name of the output says.</summary>
    /// <exception cref="InvalidOperationException">The exporter is not there, or failed.</exception>
    public static void Draw(HardwareFolder folder, IEnumerable<string> sheets, string output)
    {
        string[] arguments =
            ["-p", "iso_a4", "-l", "landscape", "-m", "0;0;0;0", "-F", "DejaVu Sans", "-c", "-o", output, .. sheets];
        Run(folder, "lepton-export", arguments, out string errors, out int exitCode);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"lepton-export ended with {exitCode}: {errors}");
        }
    }

    private static string Run(HardwareFolder folder, string command, IEnumerable<string> arguments, out string errors, out int exitCode)
    {
        ProcessStartInfo start = new(command, arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start: {Advice}.");
            Task<string> errorText = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            errors = errorText.GetAwaiter().GetResult();
            process.WaitForExit();
            exitCode = process.ExitCode;
            return output;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{command} did not start ({e.Message}): {Advice}.", e);
        }
    }
}
