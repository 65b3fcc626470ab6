namespace Wugang.Tests.Supervisor.Support;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    private const string Marker = "Wugang.SafetyNode.sln";

    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Marker)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No {Marker} above {AppContext.BaseDirectory}.");
    }
}
