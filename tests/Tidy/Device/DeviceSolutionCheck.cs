namespace Wugang.Tests.Tidy.Device;

/// <summary>Device projects are built by the solution's <c>Device</c> configuration alone, for which people have the project system.</summary>
internal static class DeviceSolutionCheck
{
    private const string Configuration = "Device|Any CPU";

    public static IEnumerable<Violation> Find(string solution, IEnumerable<DeviceProject> projects)
    {
        return projects.SelectMany(project => Find(solution, project));
    }

    private static IEnumerable<Violation> Find(string solution, DeviceProject project)
    {
        string id = $"{{{project.Properties["ProjectGuid"].ToUpperInvariant()}}}";
        if (!solution.Replace('\\', '/').Contains($"\"{project.Path}\", \"{id}\"", StringComparison.Ordinal))
        {
            return [new Violation(project.Path, $"is not in the solution as {id}")];
        }

        string[] built = [.. solution.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains(".Build.0", StringComparison.Ordinal))
            .Select(line => line[(id.Length + 1)..line.IndexOf(".Build.0", StringComparison.Ordinal)])];
        return built.SequenceEqual([Configuration])
            ? []
            : [new Violation(project.Path, $"is built under '{string.Join("', '", built)}' and not under '{Configuration}' alone")];
    }
}
