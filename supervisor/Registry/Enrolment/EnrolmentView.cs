using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Registry.Enrolment;

/// <summary>Who is enrolled, with all states and without secrets.</summary>
/// <param name="Facilities">In the order in which they are shown.</param>
public sealed record EnrolmentView(IReadOnlyList<EnrolmentView.Facility> Facilities)
{
    /// <summary>A facility.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Township">Where it is.</param>
    /// <param name="Nodes">Its nodes, retired ones as well.</param>
    public sealed record Facility(string Id, BilingualName Name, EnrolledTownship Township, IReadOnlyList<Node> Nodes);

    /// <summary>A node.</summary>
    /// <param name="Id">Its name on the wire.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="State">Whether it is supervised.</param>
    /// <param name="Keys">Its keys, the one in use first.</param>
    public sealed record Node(string Id, BilingualName Name, NodeState State, IReadOnlyList<Key> Keys);

    /// <summary>A key by its id.</summary>
    /// <param name="Kid">The id.</param>
    /// <param name="State">What it is good for.</param>
    public sealed record Key(string Kid, KeyState State);
}
