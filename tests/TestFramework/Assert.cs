using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>
/// The checks of nanoFramework's test library that the shared tests use, on top of MSTest's; of numbers all, so that a call that its compiler
/// finds ambiguous is ambiguous here.
/// </summary>
public sealed class Assert
{
    public static void AreEqual(bool expected, bool actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(int expected, int actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(uint expected, uint actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(long expected, long actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(byte expected, byte actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(sbyte expected, sbyte actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(short expected, short actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(ushort expected, ushort actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(ulong expected, ulong actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(char expected, char actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreEqual(string? expected, string? actual, string message = "")
    {
        MSTest.Assert.AreEqual(expected, actual, message);
    }

    public static void AreNotEqual(int notExpected, int actual, string message = "")
    {
        MSTest.Assert.AreNotEqual(notExpected, actual, message);
    }

    public static void IsTrue(bool condition, string message = "")
    {
        MSTest.Assert.IsTrue(condition, message);
    }

    public static void IsFalse(bool condition, string message = "")
    {
        MSTest.Assert.IsFalse(condition, message);
    }

    public static void IsNull(object? value, string message = "")
    {
        MSTest.Assert.IsNull(value, message);
    }

    public static void IsNotNull(object? value, string message = "")
    {
        MSTest.Assert.IsNotNull(value, message);
    }

    /// <summary>Passes if the action throws this very type, not one derived from it.</summary>
    public static void ThrowsException(Type exception, Action action, string message = "")
    {
        try
        {
            action();
        }
        catch (Exception thrown) when (thrown.GetType() == exception)
        {
            return;
        }

        MSTest.Assert.Fail(exception + " was not thrown. " + message);
    }
}
