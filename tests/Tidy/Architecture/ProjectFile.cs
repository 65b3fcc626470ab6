using System.Xml.Linq;

namespace Wugang.Tests.Tidy.Architecture;

/// <summary>One project by its folder, such as <c>firmware/Core</c>, and the folders of those it references.</summary>
internal sealed record ProjectFile(string Path, string Folder, IReadOnlyList<string> References)
{
    /// <summary>The desktop projects of the product. A stray project file in a deeper folder is listed too.</summary>
    public static IEnumerable<ProjectFile> ReadAll()
    {
        return Repository.Files
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(path => ArrowTable.Folders.Contains(path.Split('/')[0]))
            .Select(Read);
    }

    public static ProjectFile Read(string path)
    {
        return Parse(path, Repository.Read(path));
    }

    public static ProjectFile Parse(string path, string xml)
    {
        string folder = FolderOf(path);
        IEnumerable<string> references = XDocument.Parse(xml).Descendants()
            .Where(element => element.Name.LocalName == "ProjectReference")
            .Select(element => element.Attribute("Include")?.Value ?? string.Empty)
            .Select(include => FolderOf(Resolve(folder, include.Replace('\\', '/'))));
        return new ProjectFile(path, folder, [.. references]);
    }

    public IEnumerable<Violation> FindWrongArrows()
    {
        return References
            .Where(reference => !ArrowTable.Allows(Folder, reference))
            .Select(reference => new Violation(Path, $"may not reference {reference}: see the table of arrows"));
    }

    private static string FolderOf(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? string.Empty : path[..slash];
    }

    private static string Resolve(string folder, string include)
    {
        string full = System.IO.Path.GetFullPath(include, System.IO.Path.Combine(Repository.Root, folder));
        return System.IO.Path.GetRelativePath(Repository.Root, full).Replace('\\', '/');
    }
}
