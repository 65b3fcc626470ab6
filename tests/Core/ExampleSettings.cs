namespace Wugang.Tests.Core;

/// <summary>The example of the document on settings.</summary>
internal static class ExampleSettings
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Find());

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "reference", "example-node.json")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "reference", "example-node.json");
    }
}
