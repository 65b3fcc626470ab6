using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>The tariffs that are shipped.</summary>
internal static class TariffFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "supervisor", "Tariffs");

    public static string PathOf(string id)
    {
        return Path.Combine(Folder, id + ".json");
    }
}
