using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>Core and Node hold no clock, thread, random source, file, network or output: these come through ports.</summary>
internal static class PurityCheck
{
    private static readonly string[] BannedMembers =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.Guid.NewGuid",
    ];

    private static readonly string[] BannedTypes =
    [
        "System.Console", "System.Environment", "System.Random",
        "System.Diagnostics.Debug", "System.Diagnostics.Debugger", "System.Diagnostics.Stopwatch", "System.Diagnostics.Trace",
        "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
    ];

    private static readonly string[] BannedNamespaces =
    [
        "System.Device.", "System.IO.", "System.Net.", "System.Threading.Tasks.", "System.Timers.", "nanoFramework.",
        "Iot.Device.",
    ];

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return ReferenceReader.ReadAll(assembly)
            .Where(IsBanned)
            .Select(reference => new Violation(
                reference.Where,
                $"Core and Node are pure, but here is '{reference.Api}': take it in as an argument or a port"));
    }

    private static bool IsBanned(ExternalReference reference)
    {
        return BannedMembers.Contains(reference.FullName)
            || BannedTypes.Any(reference.BelongsTo)
            || BannedNamespaces.Any(prefix => reference.FullName.StartsWith(prefix, StringComparison.Ordinal));
    }
}
