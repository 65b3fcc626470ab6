using System.Runtime.CompilerServices;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>Marks a class of tests, under nanoFramework's name and for MSTest's discovery.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestClassAttribute : MSTest.TestClassAttribute
{
}

/// <summary>Marks a test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TestMethodAttribute : MSTest.TestMethodAttribute
{
    public TestMethodAttribute([CallerFilePath] string callerFilePath = "", [CallerLineNumber] int callerLineNumber = -1)
        : base(callerFilePath, callerLineNumber)
    {
    }
}

/// <summary>One row of a test's table.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DataRowAttribute : MSTest.DataRowAttribute
{
    public DataRowAttribute(params object[] methodParameters)
        : base(methodParameters)
    {
    }

    public object?[] MethodParameters
    {
        get { return Data; }
    }
}
