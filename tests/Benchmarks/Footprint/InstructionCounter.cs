namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>What counted copies of the firmware have run so far. <see cref="CountedCopy"/> writes the calls into them.</summary>
public static class InstructionCounter
{
    /// <summary>Instructions of the intermediate language, those of the class library not included.</summary>
    public static long Instructions { get; private set; }

    /// <summary>Bytes that the firmware's own code allocated, by <see cref="HeapModel"/>.</summary>
    public static long AllocatedBytes { get; private set; }

    /// <summary>The same by method.</summary>
    internal static Dictionary<string, long> ByMethod { get; } = [];

    /// <summary>A stretch of code without a branch is entered.</summary>
    public static void Enter(string method, int instructions)
    {
        Instructions += instructions;
        ByMethod[method] = ByMethod.GetValueOrDefault(method) + instructions;
    }

    /// <summary>An object is made.</summary>
    public static void Allocate(int bytes)
    {
        AllocatedBytes += bytes;
    }

    /// <summary>An array is made.</summary>
    /// <returns>The length, for the instruction that makes it.</returns>
    public static int AllocateArray(int length, int elementBytes)
    {
        AllocatedBytes += HeapModel.ArrayBytes(length, elementBytes);
        return length;
    }
}
