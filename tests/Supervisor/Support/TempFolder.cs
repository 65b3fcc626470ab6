namespace Wugang.Tests.Supervisor.Support;

/// <summary>A folder of a test's own, gone with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wugang-super-");

    public string Root => _folder.FullName;

    public string PathOf(params string[] names)
    {
        return Path.Combine([Root, .. names]);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
    }
}
