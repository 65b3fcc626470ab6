using System.Reflection;
using System.Runtime.Loader;

namespace Wugang.Tests.Mutations;

/// <summary>The swarm in a load context of its own, upon assemblies that are given as bytes.</summary>
internal sealed class MutatedSwarm
{
    // Assemblies are loaded as they are needed: the context must live as long as the swarm.
    private readonly Context _context;
    private readonly MethodInfo _run;

    public MutatedSwarm(IReadOnlyDictionary<string, byte[]> images)
    {
        _context = new Context(images);
        _run = _context.LoadFromAssemblyName(new AssemblyName("Wugang.Sim.Scenarios"))
            .GetType("Wugang.Sim.Scenarios.Swarm.SwarmRun")!
            .GetMethod("Run")!;
    }

    /// <summary>The invariant that a seed violates, or null. Code that throws has violated one as well.</summary>
    public string? FindViolated(long seed, int days, int nodes)
    {
        try
        {
            object result = _run.Invoke(null, [seed, days, nodes, null])!;
            object? violation = result.GetType().GetProperty("Violation")!.GetValue(result);
            return violation?.GetType().GetProperty("Invariant")!.GetValue(violation) as string;
        }
        catch (TargetInvocationException e) when (e.InnerException is not (FileLoadException or FileNotFoundException or TypeLoadException or MissingMethodException))
        {
            return e.InnerException!.GetType().Name;
        }
    }

    private sealed class Context(IReadOnlyDictionary<string, byte[]> images) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string name = assemblyName.Name!;
            if (images.TryGetValue(name, out byte[]? image))
            {
                return LoadFromStream(new MemoryStream(image));
            }

            string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            return name.StartsWith("Wugang.Sim.", StringComparison.Ordinal) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
