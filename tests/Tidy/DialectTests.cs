using Wugang.Tests.Tidy.Dialect;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy;

/// <summary>What compiles for the desktop also compiles for nanoFramework and does the same there.</summary>
[TestClass]
public sealed class DialectTests(TestContext context)
{
    private const string Core = "Wugang.Firmware.Core";
    private const string Node = "Wugang.Firmware.Node";
    private const string Esp32 = "Wugang.Firmware.Esp32";
    private const int MaxPureIlBytes = 150_000;

    [TestMethod]
    [DataRow(Core)]
    [DataRow(Node)]
    [DataRow(Esp32)]
    public void FirmwareKeepsToTheDialect(string name)
    {
        using IlAssembly assembly = IlAssembly.Open(name);

        Violation.AssertNone(DialectRules.FindInFirmware(assembly));
    }

    [TestMethod]
    [DataRow(Core)]
    [DataRow(Node)]
    public void CoreAndNodeArePure(string name)
    {
        using IlAssembly assembly = IlAssembly.Open(name);

        Violation.AssertNone(DialectRules.FindInPureFirmware(assembly));
    }

    [TestMethod]
    public void FirmwareSourceHasNoBannedKeyword()
    {
        Violation.AssertNone(Repository.CSharpFiles("firmware")
            .SelectMany(path => KeywordCheck.Find(path, Repository.Read(path))));
    }

    [TestMethod]
    public void FirmwareLocksWithTheStatement()
    {
        Violation.AssertNone(Repository.CSharpFiles("firmware")
            .SelectMany(path => LockCallCheck.Find(path, Repository.Read(path))));
    }

    [TestMethod]
    public void CoreAndNodeTogetherStaySmall()
    {
        int total = Measure(Core) + Measure(Node);
        Measure(Esp32);

        context.WriteLine($"Core and Node together: {total} of {MaxPureIlBytes} bytes of IL");
        Assert.IsLessThan(MaxPureIlBytes, total);
    }

    private int Measure(string name)
    {
        using IlAssembly assembly = IlAssembly.Open(name);
        context.WriteLine(
            $"{name}: {assembly.IlByteCount} bytes of IL, {assembly.StringByteCount} of strings; "
            + $"each may have {SizeCheck.MaxBytes}");
        return assembly.IlByteCount;
    }
}
