using System.Diagnostics;

namespace Wugang.Tests.Tidy;

/// <summary>Where the checkout is and which files belong to it.</summary>
internal static class Repository
{
    private const string SolutionName = "Wugang.SafetyNode.sln";

    private static readonly string[] OutputFolders =
        [".git", ".vs", ".idea", "artifacts", "bin", "obj", "packages", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths of all files that are committed or about to be, relative to the root, with '/'.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Solution => Read(SolutionName);

    public static string Read(string path)
    {
        return File.ReadAllText(Path.Combine(Root, path));
    }

    /// <summary>The tracked C# files below any of these folders.</summary>
    public static IEnumerable<string> CSharpFiles(params string[] folders)
    {
        return Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)
            && folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)));
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, SolutionName)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException(SolutionName + " is in no parent folder.");
    }

    private static string[] ListFiles()
    {
        IEnumerable<string> files = Path.Exists(Path.Combine(Root, ".git")) ? ListWithGit() : ListFolder();
        return [.. files.Where(file => File.Exists(Path.Combine(Root, file))).Order(StringComparer.Ordinal)];
    }

    private static string[] ListWithGit()
    {
        ProcessStartInfo start = new("git", "ls-files -z --cached --others --exclude-standard")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"git ls-files ended with {git.ExitCode}.");
    }

    private static IEnumerable<string> ListFolder()
    {
        return Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(OutputFolders).Any());
    }
}
