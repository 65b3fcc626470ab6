using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Registry.Enrolment;

/// <summary>All rows about who is enrolled, read at one instant.</summary>
internal sealed class EnrolmentTables
{
    private readonly IReadOnlyList<FacilityRow> _facilities;
    private readonly ILookup<string, NodeRow> _nodes;
    private readonly Dictionary<string, NodeState> _states;
    private readonly ILookup<string, KeyRow> _keys;

    private EnrolmentTables(
        IReadOnlyList<FacilityRow> facilities, IReadOnlyList<NodeRow> nodes, IReadOnlyList<StateRow> states, IReadOnlyList<KeyRow> keys)
    {
        _facilities = facilities;
        _nodes = nodes.ToLookup(node => node.Facility);
        _states = states.ToDictionary(state => state.Node, state => Enum.Parse<NodeState>(state.State));
        _keys = keys.ToLookup(key => key.Node);
    }

    public static async Task<EnrolmentTables> ReadAsync(RegistrySession session)
    {
        return new EnrolmentTables(
            await session.QueryAsync<FacilityRow>(
                "SELECT id AS Id, name_zh AS NameZh, name_en AS NameEn, township_zh AS TownshipZh, township_en AS TownshipEn FROM facility ORDER BY id"),
            await session.QueryAsync<NodeRow>("SELECT name AS Name, facility AS Facility, name_zh AS NameZh, name_en AS NameEn FROM node ORDER BY name"),
            await session.QueryAsync<StateRow>("SELECT node AS Node, state AS State FROM node_state"),
            await session.QueryAsync<KeyRow>("SELECT node AS Node, kid AS Kid, secret AS Secret, state AS State FROM node_key ORDER BY node, kid"));
    }

    /// <summary>The facilities that settings give, then those that people added.</summary>
    public IEnumerable<(string Id, BilingualName Name, EnrolledTownship Township, IReadOnlyList<EnrolledNode> Given)> Facilities(
        IReadOnlyList<EnrolledFacility> given)
    {
        return given.Select(facility => (facility.Id, facility.Name, facility.Township, facility.Nodes))
            .Concat(_facilities.Where(row => given.All(facility => facility.Id != row.Id)).Select(row => (
                row.Id,
                new BilingualName(row.NameZh, row.NameEn),
                new EnrolledTownship(row.Id.Split('-')[0], new BilingualName(row.TownshipZh, row.TownshipEn)),
                (IReadOnlyList<EnrolledNode>)[])));
    }

    /// <summary>The nodes that people added to a facility.</summary>
    public IEnumerable<NodeRow> NodesOf(string facility)
    {
        return _nodes[facility];
    }

    public NodeState StateOf(string node)
    {
        return _states.GetValueOrDefault(node, NodeState.Active);
    }

    /// <summary>
    /// The keys of a node, the one in use first: those that people added with their encrypted secrets, and those that settings give, of which there is a
    /// row where a person said something about them.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="given">The ids of the keys that settings give it.</param>
    public IReadOnlyList<(string Kid, KeyState State, string Secret)> KeysOf(string node, IEnumerable<string> given)
    {
        KeyRow[] rows = [.. _keys[node]];
        List<(string Kid, KeyState State, string Secret)> keys =
        [
            .. given.Where(kid => rows.All(row => row.Kid != kid)).Select(kid => (kid, KeyState.Accepted, "")),
            .. rows.Select(row => (row.Kid, Enum.Parse<KeyState>(row.State), row.Secret)),
        ];
        if (keys.Count > 0 && keys.All(key => key.State != KeyState.InUse))
        {
            int first = keys.FindIndex(key => key.State == KeyState.Accepted);
            if (first >= 0)
            {
                keys[first] = keys[first] with { State = KeyState.InUse };
            }
        }

        return [.. keys.OrderBy(key => key.State switch { KeyState.InUse => 0, KeyState.Accepted => 1, KeyState.Retired => 2, _ => 3 })];
    }

    internal sealed record NodeRow(string Name, string Facility, string NameZh, string NameEn)
    {
        public BilingualName Names => new(NameZh, NameEn);
    }

    private sealed record FacilityRow(string Id, string NameZh, string NameEn, string TownshipZh, string TownshipEn);

    private sealed record StateRow(string Node, string State);

    private sealed record KeyRow(string Node, string Kid, string Secret, string State);
}
