using System.Collections;
using System.Reflection;

namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>
/// How large objects are on nanoCLR, as measured on its 32-bit runtime: everything is made of blocks of 12 bytes, one for the object and one a field,
/// whatever its type; an array has two and its elements; a literal stays in flash, so that of a text in use only its own block counts.
/// </summary>
internal static class HeapModel
{
    private const int BlockBytes = 12;
    private const int EmptyHashtableBytes = 180;
    private const int DelegateBytes = 3 * BlockBytes;

    // With its object and its delegate.
    private const int SleepingThreadBytes = 948;

    /// <summary>An object of so many fields, those of its bases included.</summary>
    public static int ObjectBytes(int fieldCount)
    {
        return BlockBytes * (1 + fieldCount);
    }

    /// <summary>An array; <c>byte[32]</c> takes 60 bytes.</summary>
    public static int ArrayBytes(int length, int elementBytes)
    {
        return BlockBytes * ((((2 * BlockBytes) + (length * elementBytes)) + BlockBytes - 1) / BlockBytes);
    }

    /// <summary>One element of an array, by the full name of its type; references and structs take a block.</summary>
    public static int ElementBytes(string type)
    {
        return type switch
        {
            "System.Byte" or "System.SByte" or "System.Boolean" => 1,
            "System.Int16" or "System.UInt16" or "System.Char" => 2,
            "System.Int32" or "System.UInt32" or "System.Single" => 4,
            "System.Int64" or "System.UInt64" or "System.Double" => 8,
            _ => BlockBytes,
        };
    }

    /// <summary>Threads that wait most of the time.</summary>
    public static int ThreadBytes(int count)
    {
        return count * SleepingThreadBytes;
    }

    /// <summary>All that is reachable from here without leaving the firmware, each object once.</summary>
    public static long LiveBytes(object root)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object> open = new([root]);
        long total = 0;
        while (open.TryPop(out object? item))
        {
            if (seen.Add(item))
            {
                total += Measure(item, open);
            }
        }

        return total;
    }

    private static long Measure(object item, Stack<object> open)
    {
        switch (item)
        {
            case string text:
                return string.IsInterned(text) is null ? BlockBytes + ArrayBytes(text.Length + 1, 1) - BlockBytes : BlockBytes;
            case Array array:
                return MeasureArray(array, open);
            case ArrayList list:
                PushAll(list, open);
                return ObjectBytes(2) + ArrayBytes(list.Capacity, BlockBytes);
            case Hashtable table:
                PushAll(table.Keys, open);
                PushAll(table.Values, open);
                return EmptyHashtableBytes + (table.Count * ObjectBytes(3));
            case Delegate method:
                Push(method.Target, open);
                return DelegateBytes;
            default:
                return IsFirmware(item.GetType()) ? MeasureFields(item, open) : 0;
        }
    }

    private static long MeasureArray(Array array, Stack<object> open)
    {
        Type element = array.GetType().GetElementType()!;
        if (!element.IsPrimitive && !element.IsEnum)
        {
            PushAll(array, open);
        }

        string name = (element.IsEnum ? Enum.GetUnderlyingType(element) : element).FullName!;
        return ArrayBytes(array.Length, ElementBytes(name));
    }

    private static long MeasureFields(object item, Stack<object> open)
    {
        int count = 0;
        for (Type? type = item.GetType(); type is not null && IsFirmware(type); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                count++;
                if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
                {
                    Push(field.GetValue(item), open);
                }
            }
        }

        return ObjectBytes(count);
    }

    private static void PushAll(IEnumerable items, Stack<object> open)
    {
        foreach (object? item in items)
        {
            Push(item, open);
        }
    }

    private static void Push(object? item, Stack<object> open)
    {
        if (item is not null)
        {
            open.Push(item);
        }
    }

    private static bool IsFirmware(Type type)
    {
        return type.Namespace?.StartsWith("Wugang.Firmware.", StringComparison.Ordinal) == true;
    }
}
