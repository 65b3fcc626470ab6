using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Wugang.Tests.Tidy.Il;

/// <summary>One IL instruction; <see cref="Token"/> is nil where the operand names nothing.</summary>
internal readonly record struct Instruction(ILOpCode Code, EntityHandle Token)
{
    private static readonly Dictionary<int, OperandType> OperandTypes = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    public static IEnumerable<Instruction> ReadAll(byte[] il)
    {
        int at = 0;
        while (at < il.Length)
        {
            int code = il[at++];
            if (code == 0xFE)
            {
                code = (code << 8) | il[at++];
            }

            OperandType operand = OperandTypes[code];
            yield return new Instruction((ILOpCode)code, ReadToken(operand, il, at));
            at += SizeOf(operand, il, at);
        }
    }

    private static EntityHandle ReadToken(OperandType operand, byte[] il, int at)
    {
        return operand is OperandType.InlineField or OperandType.InlineMethod
            or OperandType.InlineTok or OperandType.InlineType
            ? MetadataTokens.EntityHandle(BitConverter.ToInt32(il, at))
            : default;
    }

    private static int SizeOf(OperandType operand, byte[] il, int at)
    {
        return operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
            _ => 4,
        };
    }
}
