using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>All checks that read compiled firmware.</summary>
internal static class DialectRules
{
    /// <summary>For every firmware assembly.</summary>
    public static IEnumerable<Violation> FindInFirmware(IlAssembly assembly)
    {
        return AllowListCheck.Find(assembly)
            .Concat(GenericDefinitionCheck.Find(assembly))
            .Concat(TypeUseCheck.Find(assembly))
            .Concat(StateMachineCheck.Find(assembly))
            .Concat(DefaultInterfaceMethodCheck.Find(assembly))
            .Concat(StackAllocationCheck.Find(assembly))
            .Concat(EnumTextCheck.Find(assembly))
            .Concat(FloatingPointTextCheck.Find(assembly))
            .Concat(ReadOnlyStructCheck.Find(assembly))
            .Concat(RecordCheck.Find(assembly))
            .Concat(RowCheck.Find(assembly))
            .Concat(MethodCountCheck.Find(assembly))
            .Concat(SizeCheck.Find(assembly))
            .Concat(UnitNameCheck.Find(assembly));
    }

    /// <summary>For Core and Node besides.</summary>
    public static IEnumerable<Violation> FindInPureFirmware(IlAssembly assembly)
    {
        return MutableStaticCheck.Find(assembly).Concat(PurityCheck.Find(assembly));
    }
}
