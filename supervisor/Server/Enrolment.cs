using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Server;

/// <summary>Who is supervised.</summary>
internal sealed class Enrolment
{
    private readonly Dictionary<string, (EnrolledNode Node, EnrolledFacility Facility)> _nodes;
    private readonly Dictionary<string, EnrolledFacility> _facilities;

    public Enrolment(SupervisorOptions options)
    {
        Facilities = options.Facilities;
        _facilities = Facilities.ToDictionary(facility => facility.Id);
        _nodes = Facilities.SelectMany(facility => facility.Nodes.Select(node => (node, facility))).ToDictionary(pair => pair.node.Id.Value);
    }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<EnrolledFacility> Facilities { get; }

    public EnrolledNode? FindNode(string node)
    {
        return _nodes.TryGetValue(node, out (EnrolledNode Node, EnrolledFacility) found) ? found.Node : null;
    }

    public EnrolledFacility? FindFacility(string facility)
    {
        return _facilities.GetValueOrDefault(facility);
    }

    /// <summary>The facility that an enrolled node belongs to.</summary>
    /// <exception cref="KeyNotFoundException">It is not enrolled.</exception>
    public EnrolledFacility FacilityOf(string node)
    {
        return _nodes[node].Facility;
    }
}
