namespace Wugang.Tests.Core;

/// <summary>The example of the document on settings.</summary>
internal static class ExampleSettings
{
    /// <summary>The folder of the whole repository.</summary>
    public static string Repository { get; } = Find();

    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(Repository, "docs", "reference", "example-node.json"));

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wugang.SafetyNode.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
