using System.Reflection.Metadata;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// Rows of tests hold numbers and texts: nanoFramework's metadata processor ends at a null, and writes nothing for an enum, so that the runtime
/// reads on at the wrong place.
/// </summary>
internal static class RowCheck
{
    private const string RowAttribute = "DataRowAttribute";

    // ECMA-335, II.23.3: what is in front of a boxed value of an attribute.
    private const byte TextTag = (byte)SerializationTypeCode.String;
    private const int NoArray = -1;

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Methods.SelectMany(method => method.Definition.GetCustomAttributes()
            .Select(handle => assembly.Reader.GetCustomAttribute(handle))
            .Where(attribute => TypeNotation.NameOf(assembly.Reader, assembly.OwnerOf(attribute.Constructor))
                .EndsWith(RowAttribute, StringComparison.Ordinal))
            .Select(attribute => MessageFor(assembly.Reader.GetBlobReader(attribute.Value)))
            .OfType<string>()
            .Select(message => new Violation(method.Where, message)));
    }

    private static string? MessageFor(BlobReader row)
    {
        row.ReadUInt16();
        int count = row.ReadInt32();
        if (count == NoArray)
        {
            return "null in a row: write a test of its own";
        }

        for (int i = 0; i < count; i++)
        {
            byte tag = row.ReadByte();
            if (tag == TextTag)
            {
                if (row.ReadSerializedString() is null)
                {
                    return "null in a row: write a test of its own";
                }
            }
            else if (BytesOf((PrimitiveTypeCode)tag) is int bytes)
            {
                row.Offset += bytes;
            }
            else
            {
                return "neither a number nor a text in a row: write '(int)' in front of an enum";
            }
        }

        return null;
    }

    private static int? BytesOf(PrimitiveTypeCode number)
    {
        return number switch
        {
            PrimitiveTypeCode.Boolean or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte => 1,
            PrimitiveTypeCode.Char or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16 => 2,
            PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 or PrimitiveTypeCode.Single => 4,
            PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 or PrimitiveTypeCode.Double => 8,
            _ => null,
        };
    }
}
