using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary><c>async</c> and <c>yield</c> do not compile for nanoFramework.</summary>
internal static class StateMachineCheck
{
    private const string Namespace = "System.Runtime.CompilerServices.";

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        foreach (IlMethod method in assembly.Methods)
        {
            if (method.Attributes.Contains(Namespace + "AsyncStateMachineAttribute")
                || method.Attributes.Contains(Namespace + "AsyncIteratorStateMachineAttribute"))
            {
                yield return new Violation(method.Where, "async method: use a step that is called again, or a thread");
            }

            if (method.Attributes.Contains(Namespace + "IteratorStateMachineAttribute"))
            {
                yield return new Violation(method.Where, "iterator (yield): fill an array or take an index");
            }
        }
    }
}
