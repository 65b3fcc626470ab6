using System.Collections;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>The checks of whole collections.</summary>
public sealed class CollectionAssert
{
    public static void AreEqual(ICollection? expected, ICollection? actual, string message = "")
    {
        MSTest.CollectionAssert.AreEqual(expected, actual, message);
    }
}
