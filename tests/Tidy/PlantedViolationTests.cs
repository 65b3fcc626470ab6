using System.Text;
using Wugang.Tests.Tidy.Dialect;
using Wugang.Tests.Tidy.Il;
using Wugang.Tests.Tidy.Sources;

namespace Wugang.Tests.Tidy;

/// <summary>The test of the tests: a planted violation of each kind is found, and clean firmware is left alone.</summary>
[TestClass]
public sealed class PlantedViolationTests
{
    private const string Usings = """
        using System; using System.Collections; using System.Collections.Generic; using System.IO; using System.Linq;
        using System.Threading; using System.Threading.Tasks;
        """;

    [TestMethod]
    [DataRow("unlisted member", "class C { string M(string s) { return s.Replace(\"a\", \"b\"); } }", "'M:System.String.Replace(")]
    [DataRow("unlisted type", "class C { object M() { return new Version(); } }", "'T:System.Version'")]
    [DataRow("unlisted getter", "class C { int M() { return Environment.ProcessorCount; } }", "ProcessorCount : System.Int32 { get; }'")]
    [DataRow("unlisted field", "class C { object M() { return Type.EmptyTypes; } }", "'F:System.Type.EmptyTypes : System.Type[]'")]
    [DataRow("unlisted event", "class C { void M() { AppDomain.CurrentDomain.ProcessExit += null; } }", "'E:System.AppDomain.ProcessExit")]
    [DataRow("generic type", "class C<T> { }", "own generic type")]
    [DataRow("generic method", "class C { void M<T>() { } }", "own generic method")]
    [DataRow("generic action", "class C { Action<int> _f; }", "generic delegate")]
    [DataRow("generic function", "class C { void M() { Func<int> f = () => 1; f(); } }", "generic delegate")]
    [DataRow("generic list", "class C { object M() { return new List<int>(); } }", "generic instantiation")]
    [DataRow("generic call", "class C { void M() { Array.Empty<int>(); } }", "generic instantiation")]
    [DataRow("exchange by hand", "class C { C _c; void M() { Interlocked.CompareExchange(ref _c, this, null); } }", "generic instantiation")]
    [DataRow("span", "class C { int M(byte[] b) { Span<byte> s = b; return s.Length; } }", "generic instantiation")]
    [DataRow("nullable value", "class C { int? _x; }", "T? of a value")]
    [DataRow("nullable local", "class C { int M(int x) { int? y = x > 0 ? x : null; return y ?? 0; } }", "T? of a value")]
    [DataRow("tuple", "class C { (int, int) M() { return (1, 2); } }", "tuple: use")]
    [DataRow("decimal", "class C { decimal _x; }", "decimal: use")]
    [DataRow("LINQ", "class C { bool M(int[] x) { return x.Any(); } }", "LINQ")]
    [DataRow("two dimensions", "class C { object M() { return new int[2, 2]; } }", "multi-dimensional array")]
    [DataRow("fixed", "class C { unsafe void M(byte[] b) { fixed (byte* p = b) { } } }", "fixed: use an index")]
    [DataRow("pointer", "class C { unsafe void M(byte* p) { } }", "pointer: use an index")]
    [DataRow("async", "class C { async Task M() { await Task.Yield(); } }", "async method")]
    [DataRow("yield", "class C { IEnumerable M() { yield return 1; } }", "iterator (yield)")]
    [DataRow("default interface method", "interface I { int M() { return 1; } }", "default interface method")]
    [DataRow("stackalloc", "class C { unsafe void M() { byte* p = stackalloc byte[4]; } }", "stackalloc")]
    [DataRow("enum to text", "enum E { A } class C { string M(E e) { return e.ToString(); } }", "enum ToString")]
    [DataRow("library enum to text", "class C { string M(DayOfWeek e) { return e.ToString(); } }", "enum ToString")]
    [DataRow("pin mode to text", "class C { string M(System.Device.Gpio.PinMode e) { return \"\" + e; } }", "enum ToString")]
    [DataRow("enum in concatenation", "enum E { A } class C { string M(E e) { return \"is \" + e; } }", "enum ToString")]
    [DataRow("enum in format", "enum E { A } class C { string M(E e) { return string.Format(\"{0}\", e); } }", "boxed enum")]
    [DataRow("double to text", "class C { string M(double d) { return d.ToString(); } }", "double or float as text")]
    [DataRow("float in concatenation", "class C { string M(float f) { return \"is \" + f; } }", "double or float as text")]
    [DataRow("boxed double", "class C { string M(double d) { return string.Format(\"{0}\", d); } }", "double or float as text")]
    [DataRow("struct that changes", "struct S { public int X; }", "struct that can change")]
    [DataRow("record class", "record R(int X);", "record: use")]
    [DataRow("record struct", "readonly record struct R(int X);", "record: use")]
    [DataRow("null row", "enum E { A } class C { [nanoFramework.TestFramework.DataRow(null)] void M(object x) { } }", "null in a row")]
    [DataRow("null in a row", "enum E { A } class C { [nanoFramework.TestFramework.DataRow(1, \"a\", null)] void M(object x) { } }", "null in a row")]
    [DataRow("enum in a row", "enum E { A } class C { [nanoFramework.TestFramework.DataRow(true, 1L, E.A)] void M(object x) { } }", "neither a number nor a text")]
    [DataRow("field without unit", "class C { long _timeout; }", "C.Timeout: a measure without its unit")]
    [DataRow("property without unit", "class C { int RetryTimeout { get; } }", "C.RetryTimeout: a measure without")]
    [DataRow("constant without unit", "class C { const int MaxDelay = 3; }", "C.MaxDelay: a measure without")]
    public void AViolationOfTheDialectIsFound(string kind, string source, string expected)
    {
        using IlAssembly planted = SnippetCompiler.Compile(Usings + source);

        AssertFound(kind, DialectRules.FindInFirmware(planted), expected);
    }

    [TestMethod]
    [DataRow("static field", "class C { static int _x; int M() { return _x++; } }", "mutable static field")]
    [DataRow("static property", "class C { static int X { get; set; } }", "mutable static field")]
    [DataRow("clock", "class C { DateTime M() { return DateTime.UtcNow; } }", "System.DateTime.UtcNow")]
    [DataRow("ticks", "class C { long M() { return Environment.TickCount64; } }", "System.Environment.TickCount64")]
    [DataRow("random", "class C { object M() { return new Random(); } }", "System.Random")]
    [DataRow("thread", "class C { void M() { Thread.Sleep(1); } }", "System.Threading.Thread.Sleep")]
    [DataRow("timer", "class C { Timer _t; }", "System.Threading.Timer")]
    [DataRow("guid", "class C { object M() { return Guid.NewGuid(); } }", "System.Guid.NewGuid")]
    [DataRow("file", "class C { bool M() { return File.Exists(\"x\"); } }", "System.IO.File.Exists")]
    [DataRow("socket", "class C { System.Net.Sockets.Socket _s; }", "System.Net.Sockets.Socket")]
    [DataRow("console", "class C { void M() { Console.Write(1); } }", "System.Console.Write")]
    [DataRow("debug", "#define DEBUG\nclass C { void M() { System.Diagnostics.Debug.WriteLine(\"x\"); } }", "System.Diagnostics.Debug.WriteLine")]
    [DataRow("device", "class C { System.Device.Gpio.GpioPin _p; }", "System.Device.Gpio.GpioPin")]
    public void AViolationOfPurityIsFound(string kind, string source, string expected)
    {
        int afterDefine = source.IndexOf('\n', StringComparison.Ordinal) + 1;
        using IlAssembly planted = SnippetCompiler.Compile(source[..afterDefine] + Usings + source[afterDefine..]);

        AssertFound(kind, DialectRules.FindInPureFirmware(planted), expected);
    }

    [TestMethod]
    [DataRow("class C { int M(int x) { return checked(x + 1); } }", "'checked'")]
    [DataRow("class C { volatile int _x; }", "'volatile'")]
    [DataRow("class C { unsafe void M() { } }", "'unsafe'")]
    [DataRow("class C { dynamic _x; }", "'dynamic'")]
    public void ABannedKeywordIsFound(string source, string expected)
    {
        AssertFound(expected, KeywordCheck.Find("planted.cs", source), expected);
    }

    [TestMethod]
    public void ALockTakenByHandIsFound()
    {
        const string Source = "class C { void M(object o) { bool b = false; System.Threading.Monitor.Enter(o, ref b); } }";

        AssertFound("lock", LockCallCheck.Find("planted.cs", Source), "write lock");
    }

    [TestMethod]
    public void KeywordsInCommentsAndTextAreLeftAlone()
    {
        const string Source = "// checked, volatile\nclass C { string _unsafe = \"dynamic unsafe\"; /* checked */ }";

        Assert.IsEmpty(KeywordCheck.Find("clean.cs", Source));
    }

    [TestMethod]
    [DataRow("static void", "static methods")]
    [DataRow("void", "instance methods")]
    [DataRow("virtual public void", "virtual methods")]
    public void TooManyMethodsAreFound(string kind, string expected)
    {
        IEnumerable<string> methods = Enumerable.Range(0, MethodCountCheck.MaxMethods + 1)
            .Select(i => $"{kind} M{i}() {{ }}");
        using IlAssembly planted = SnippetCompiler.Compile($"class C {{ {string.Concat(methods)} }}");

        AssertFound(kind, DialectRules.FindInFirmware(planted), expected);
    }

    [TestMethod]
    public void TooMuchCodeIsFound()
    {
        StringBuilder body = new();
        for (int i = 0; i < 10_000; i++)
        {
            body.Append("x = x * 31 + 1000;");
        }

        using IlAssembly planted = SnippetCompiler.Compile($"class C {{ int M(int x) {{ {body} return x; }} }}");

        AssertFound("size", DialectRules.FindInFirmware(planted), "bytes of IL, the limit is 65535");
    }

    [TestMethod]
    public void CleanFirmwareIsLeftAlone()
    {
        using IlAssembly clean = SnippetCompiler.Compile(Repository.Read("tests/Tidy/Samples/CleanFirmware.txt"));

        Violation.AssertNone(DialectRules.FindInFirmware(clean).Concat(DialectRules.FindInPureFirmware(clean)));
    }

    [TestMethod]
    public void CleanAdaptersAreLeftAlone()
    {
        using IlAssembly clean = SnippetCompiler.Compile(Repository.Read("tests/Tidy/Samples/CleanAdapter.txt"));

        Violation.AssertNone(DialectRules.FindInFirmware(clean));
    }

    [TestMethod]
    [DataRow("\tint _x;", "a tab")]
    [DataRow("int _x; ", "white space")]
    [DataRow("throw new NotImplemented" + "Exception();", "not written")]
    public void AnUntidyLineIsFound(string line, string expected)
    {
        AssertFound(expected, SourceText.FindInCSharp("planted.cs", line), expected);
    }

    [TestMethod]
    [DataRow("// TO" + "DO: later", "note to self")]
    [DataRow("cd /wo" + "rk/main", "absolute path")]
    public void UntidyTextIsFound(string line, string expected)
    {
        AssertFound(expected, SourceText.FindInText("planted.md", line), expected);
    }

    [TestMethod]
    public void LongMethodsAndFilesAreFound()
    {
        string lines = new('\n', SourceShape.MaxFileLines);
        string source = $"class C {{ void M() {{ {lines} }} }}\n";

        Violation[] found = [.. SourceShape.FindTooLong("planted.cs", source)];

        AssertFound("method", found, "a method of 401 lines");
        AssertFound("file", found, "401 lines, the limit is 400");
    }

    [TestMethod]
    [DataRow("class C { void M() { System.Threading.Thread.Sleep(1); } }", "Thread.Sleep")]
    [DataRow("class C { object M() { return Task.Delay(1); } }", "Task.Delay")]
    public void ASleepIsFound(string source, string expected)
    {
        AssertFound(expected, SourceShape.FindSleep("planted.cs", source), expected);
    }

    [TestMethod]
    [DataRow("using System.Device.Gpio;", "System.Device.Gpio")]
    [DataRow("class C { object M() { return nanoFramework.Networking.Sntp.IsStarted; } }", "nanoFramework.Networking")]
    public void ADeviceNameIsFound(string source, string expected)
    {
        AssertFound(expected, SourceShape.FindLibraryNames("planted.cs", source), expected);
    }

    private static void AssertFound(string kind, IEnumerable<Violation> violations, string expected)
    {
        string[] found = [.. violations.Select(violation => violation.ToString())];

        Assert.IsTrue(
            found.Any(line => line.Contains(expected, StringComparison.Ordinal)),
            $"{kind}: no violation says '{expected}'. Found: {string.Join(Environment.NewLine, found)}");
    }
}
