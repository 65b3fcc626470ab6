using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Sim.App;

/// <summary>The facility of the demonstration. What hangs on its walls is in the folder <c>Nodes</c>, one file a node.</summary>
internal static class Kindergarten
{
    /// <summary>Facility with its township, as in the names of its nodes.</summary>
    public const string FacilityId = "410481001-0007";

    public static EnrolledTownship Township { get; } = new("410481001", new BilingualName("垭口街道", "Yakou Subdistrict"));

    public static BilingualName Name { get; } = new("垭口阳光托育园（演示）", "Yakou Sunshine Nursery (demonstration)");

    public static IReadOnlyList<NodeFile> Nodes { get; } =
    [
        new NodeFile(new BilingualName("大门", "Gate"), "01"),
        new NodeFile(new BilingualName("活动室", "Activity room"), "02"),
        new NodeFile(new BilingualName("设备间", "Utility room"), "03"),
    ];

    /// <summary>One more node, for somebody to set up.</summary>
    public static NodeFile FreshNode { get; } = new(new BilingualName("午睡室", "Nap room"), "04");

    /// <summary>The facility as a supervisor knows it.</summary>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="keys">The key of each of them.</param>
    public static EnrolledFacility Enrol(IEnumerable<NodeFile> nodes, IReadOnlyDictionary<string, StoredKey> keys)
    {
        return new EnrolledFacility(
            FacilityId,
            Name,
            Township,
            [.. nodes.Select(node => new EnrolledNode(node.Id, node.Name, [keys[node.Id.Value].MakeKey(new SystemMac())]))]);
    }
}
