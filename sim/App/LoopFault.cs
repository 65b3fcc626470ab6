namespace Wugang.Sim.App;

/// <summary>What somebody did to the wire of a loop.</summary>
internal enum LoopFault
{
    None = 0,

    /// <summary>The wire is cut.</summary>
    Cut,

    /// <summary>The two wires touch.</summary>
    Short,
}
