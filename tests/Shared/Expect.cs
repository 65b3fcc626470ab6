using System;
using nanoFramework.TestFramework;

namespace Wugang.Tests.Shared;

/// <summary>Checks that both test libraries spell differently or lack.</summary>
internal static class Expect
{
    /// <summary>The action throws this very type.</summary>
    public static void Throws(Type exception, Action action)
    {
        Assert.ThrowsException(exception, action);
    }

    /// <summary>The text holds the part.</summary>
    public static void Contains(string part, string text)
    {
        Assert.IsTrue(text.Contains(part), "'" + part + "' is not in: " + text);
    }

    /// <summary>The text does not hold the part.</summary>
    public static void Lacks(string part, string text)
    {
        Assert.IsFalse(text.Contains(part), "'" + part + "' is in: " + text);
    }

    public static void SameBytes(byte[] expected, byte[] actual)
    {
        Assert.AreEqual(Bytes.ToHex(expected), Bytes.ToHex(actual));
    }
}
