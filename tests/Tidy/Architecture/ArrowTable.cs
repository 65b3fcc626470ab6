namespace Wugang.Tests.Tidy.Architecture;

/// <summary>Which project may reference which: the table of the architecture document, as data.</summary>
internal static class ArrowTable
{
    public static readonly string[] Folders = ["firmware", "sim", "supervisor", "hardware"];

    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["firmware/Core"] = [],
        ["firmware/Node"] = ["firmware/Core"],
        ["firmware/Esp32"] = ["firmware/Node", "firmware/Core", "sim/Board"],
        ["sim/Board"] = [],
        ["sim/Broker"] = [],
        ["sim/World"] = ["firmware/Node", "firmware/Core"],
        // Only the rules: they judge what the virtual nodes said, in virtual time.
        // and the outsider's check, which holds them to it.
        ["sim/Scenarios"] = ["sim/World", "supervisor/Rules", "supervisor/Verify", "firmware/Core"],
        // The composition root of the demonstration; it hosts the supervisor.
        ["sim/App"] = ["sim/Scenarios", "sim/Board", "sim/Broker", "firmware/Esp32", "supervisor/Server", "supervisor/Verify"],
        // Shares no code with what it checks.
        ["supervisor/Verify"] = [],
        ["supervisor/Rules"] = ["firmware/Core"],
        ["supervisor/Ledger"] = ["supervisor/Rules"],
        ["supervisor/Registry"] = ["supervisor/Rules"],
        ["supervisor/Cli"] = ["supervisor/Ledger"],
        // Holds the carrier board against the firmware's own board file, bands and reader.
        ["hardware/Checks"] = ["firmware/Core", "firmware/Esp32"],
        ["supervisor/Server"] = ["supervisor/Ledger", "supervisor/Registry", "supervisor/Rules", "firmware/Core", "sim/Broker"],
    };

    public static bool Allows(string from, string to)
    {
        return Arrows.TryGetValue(from, out string[]? targets) && targets.Contains(to);
    }

    /// <summary>Assemblies mirror folders: <c>Wugang.Firmware.Core</c> is <c>firmware/Core</c>.</summary>
    public static string FolderOf(string assembly)
    {
        string[] parts = assembly.Split('.');
        return parts[1].ToLowerInvariant() + "/" + parts[2];
    }
}
