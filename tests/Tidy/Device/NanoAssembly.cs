namespace Wugang.Tests.Tidy.Device;

/// <summary>One assembly of nanoFramework: a row of <c>nanoframework-packages.txt</c>.</summary>
/// <param name="Name">Such as <c>System.Device.Gpio</c>; also the name of its file.</param>
/// <param name="Package">The package that brings it.</param>
/// <param name="Version">The one version of that package that is used everywhere.</param>
/// <param name="Needs">The assemblies it needs itself.</param>
internal sealed record NanoAssembly(string Name, string Package, string Version, IReadOnlyList<string> Needs)
{
    // The one program among them: it runs the tests.
    private string Extension => Name.EndsWith("Launcher", StringComparison.Ordinal) ? ".exe" : ".dll";

    /// <summary>Where NuGet puts it, below the folder of packages.</summary>
    public string File => $"{Package}.{Version}/lib/{Name}{Extension}";
}
