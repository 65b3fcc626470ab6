using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Supervisor.Registry.Enrolment;

/// <summary>
/// Who is supervised: what a server's settings give, and on top of it what people add, rotate, suspend and retire. Secrets of keys that people add are
/// encrypted at rest.
/// </summary>
/// <param name="database">Where it is kept.</param>
/// <param name="secrets">Encrypts the secrets.</param>
/// <param name="given">What the settings give; the same on all servers.</param>
public sealed class EnrolmentBook(RegistryDatabase database, IDataProtector secrets, IReadOnlyList<EnrolledFacility> given)
{
    private const int MaxNameCharacters = 64;

    /// <summary>A number that is another after each change.</summary>
    public Task<long> ReadVersionAsync()
    {
        return database.ReadAsync(session => session.ScalarAsync<long>("SELECT version FROM enrolment"));
    }

    /// <summary>Whom the supervisor is to supervise now, in the order in which they are shown; retired nodes are not among them.</summary>
    /// <exception cref="InvalidDataException">A key cannot be decrypted: the key ring is not the one it was encrypted with.</exception>
    public async Task<(long Version, IReadOnlyList<EnrolledFacility> Facilities)> ReadAsync()
    {
        (long version, EnrolmentTables tables) = await ReadTablesAsync();
        return (
            version,
            [
                .. tables.Facilities(given).Select(facility => new EnrolledFacility(
                    facility.Id,
                    facility.Name,
                    facility.Township,
                    [
                        .. facility.Given.Select(node => (node.Id, node.Name, node.Keys))
                            .Concat(tables.NodesOf(facility.Id).Select(row => (NodeId.Parse(row.Name), row.Names, (IReadOnlyList<NodeKey>)[])))
                            .Where(node => tables.StateOf(node.Item1.Value) != NodeState.Retired)
                            .Select(node => new EnrolledNode(node.Item1, node.Item2, KeysOf(tables, node.Item1.Value, node.Item3))
                            {
                                IsSuspended = tables.StateOf(node.Item1.Value) == NodeState.Suspended,
                            }),
                    ])),
            ]);
    }

    /// <summary>Everybody with their states, without secrets.</summary>
    public async Task<EnrolmentView> ReadViewAsync()
    {
        (_, EnrolmentTables tables) = await ReadTablesAsync();
        return new EnrolmentView(
        [
            .. tables.Facilities(given).Select(facility => new EnrolmentView.Facility(
                facility.Id,
                facility.Name,
                facility.Township,
                [
                    .. facility.Given.Select(node => (node.Id.Value, node.Name, node.Keys.Select(key => key.KeyId).ToArray()))
                        .Concat(tables.NodesOf(facility.Id).Select(row => (row.Name, row.Names, Array.Empty<string>())))
                        .Select(node => new EnrolmentView.Node(
                            node.Item1,
                            node.Item2,
                            tables.StateOf(node.Item1),
                            [.. tables.KeysOf(node.Item1, node.Item3).Select(key => new EnrolmentView.Key(key.Kid, key.State))])),
                ])),
        ]);
    }

    /// <summary>Adds a facility, without nodes at first.</summary>
    /// <param name="by">Who adds.</param>
    /// <param name="id">Its id, such as <c>410481001-0007</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="township">The name of its township.</param>
    /// <exception cref="RegistryException">A value is not good, or it is there already.</exception>
    public Task AddFacilityAsync(string by, string id, BilingualName name, BilingualName township)
    {
        if (!Area.IsFacility(id))
        {
            throw new RegistryException(RegistryFault.NotGood, $"'{id}' is no facility's id: a division code of nine digits, '-', four digits, such as 410481001-0007.");
        }

        RequireName(name);
        RequireName(township);
        return ActAsync(new Act(by, "facility.add", id, id, name.En), async (session, tables) =>
        {
            if (tables.Facilities(given).Any(facility => facility.Id == id))
            {
                throw new RegistryException(RegistryFault.Conflict, $"There is a facility {id} already.");
            }

            return await session.RunAsync(
                """
                INSERT INTO facility (id, name_zh, name_en, township_zh, township_en, added_ms)
                VALUES (@id, @zh, @en, @townshipZh, @townshipEn, @NowMs)
                """,
                new { id, zh = name.Zh, en = name.En, townshipZh = township.Zh, townshipEn = township.En, session.NowMs });
        });
    }

    /// <summary>Adds a node to its facility and makes its first key.</summary>
    /// <exception cref="RegistryException">A value is not good, its facility is not there, or the node is there already or was once.</exception>
    public Task<NewKey> AddNodeAsync(string by, NodeId node, BilingualName name)
    {
        RequireName(name);
        return ActAsync(new Act(by, "node.add", node.Value, node.Value, name.En), async (session, tables) =>
        {
            if (tables.Facilities(given).All(facility => facility.Id != node.FacilityId))
            {
                throw new RegistryException(RegistryFault.NotFound, $"There is no facility {node.FacilityId}. Add it first.");
            }

            if (Exists(tables, node.Value))
            {
                throw new RegistryException(RegistryFault.Conflict, $"There is a node {node.Value} already, or there was: names are not used again.");
            }

            await session.RunAsync(
                "INSERT INTO node (name, facility, name_zh, name_en, added_ms) VALUES (@name, @facility, @zh, @en, @NowMs)",
                new { name = node.Value, facility = node.FacilityId, zh = name.Zh, en = name.En, session.NowMs });
            return await AddKeyAsync(session, node.Value, "1");
        });
    }

    /// <summary>Suspends a node, takes that back, or retires it for good.</summary>
    /// <exception cref="RegistryException">There is no such node, or it was retired.</exception>
    public Task SetStateAsync(string by, string node, NodeState state)
    {
        string stateName = state.ToString();
        return ActAsync(new Act(by, "node.state", node, node, stateName), (session, tables) =>
        {
            RequireNode(tables, node);
            return session.RunAsync(
                "INSERT INTO node_state (node, state) VALUES (@node, @stateName) ON CONFLICT (node) DO UPDATE SET state = excluded.state", new { node, stateName });
        });
    }

    /// <summary>Makes one more key for a node: its signatures with it are believed from now on, beside those with the others.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="node">Whose.</param>
    /// <param name="kid">Its id: 1 to 32 characters of a-z, 0-9 and '_', none that the node had.</param>
    /// <exception cref="RegistryException">A value is not good, or there is no such node.</exception>
    public Task<NewKey> AddKeyAsync(string by, string node, string kid)
    {
        if (!Ascii.IsName(kid, Limits.MaxKeyIdCharacters))
        {
            throw new RegistryException(RegistryFault.NotGood, $"'{kid}' is no key id: 1 to {Limits.MaxKeyIdCharacters} characters of a-z, 0-9 and '_'.");
        }

        return ActAsync(new Act(by, "key.add", node, node, kid), (session, tables) =>
        {
            RequireNode(tables, node);
            return tables.KeysOf(node, GivenKeys(node)).Any(key => key.Kid == kid)
                ? throw new RegistryException(RegistryFault.Conflict, $"Node {node} has or had a key '{kid}'. Take another id.")
                : AddKeyAsync(session, node, kid);
        });
    }

    /// <summary>Signs with another key from now on what the supervisor says to a node; the one in use so far stays accepted.</summary>
    /// <exception cref="RegistryException">There is no such key, or it was retired.</exception>
    public Task UseKeyAsync(string by, string node, string kid)
    {
        return ActAsync(new Act(by, "key.use", node, node, kid), async (session, tables) =>
        {
            RequireKey(tables, node, kid);
            foreach ((string other, KeyState state, _) in tables.KeysOf(node, GivenKeys(node)).Where(key => key.State == KeyState.InUse))
            {
                await SetKeyAsync(session, node, other, KeyState.Accepted);
            }

            return await SetKeyAsync(session, node, kid, KeyState.InUse);
        });
    }

    /// <summary>Retires a key: signatures with it are no longer believed.</summary>
    /// <exception cref="RegistryException">There is no such key, or it is the one in use.</exception>
    public Task RetireKeyAsync(string by, string node, string kid)
    {
        return ActAsync(new Act(by, "key.retire", node, node, kid), (session, tables) =>
        {
            return RequireKey(tables, node, kid) == KeyState.InUse
                ? throw new RegistryException(RegistryFault.Conflict, $"Key '{kid}' is in use. Let another be used first.")
                : SetKeyAsync(session, node, kid, KeyState.Retired);
        });
    }

    private static void RequireName(BilingualName name)
    {
        if (new[] { name.Zh, name.En }.Any(text => string.IsNullOrWhiteSpace(text) || text.Length > MaxNameCharacters || text.Any(char.IsControl)))
        {
            throw new RegistryException(RegistryFault.NotGood, $"A name has 1 to {MaxNameCharacters} characters in 'zh' and in 'en'.");
        }
    }

    private static Task<int> SetKeyAsync(RegistrySession session, string node, string kid, KeyState state)
    {
        return session.RunAsync(
            "INSERT INTO node_key (node, kid, secret, state) VALUES (@node, @kid, '', @state) ON CONFLICT (node, kid) DO UPDATE SET state = excluded.state",
            new { node, kid, state = state.ToString() });
    }

    private async Task<NewKey> AddKeyAsync(RegistrySession session, string node, string kid)
    {
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NodeKey.SecretBytes));
        await session.RunAsync(
            "INSERT INTO node_key (node, kid, secret, state) VALUES (@node, @kid, @secret, @state)",
            new { node, kid, secret = secrets.Protect(secret), state = nameof(KeyState.Accepted) });
        return new NewKey(node, kid, secret);
    }

    private Task<T> ActAsync<T>(Act act, Func<RegistrySession, EnrolmentTables, Task<T>> change)
    {
        return database.ActAsync(act, async session =>
        {
            T result = await change(session, await EnrolmentTables.ReadAsync(session));
            await session.RunAsync("UPDATE enrolment SET version = version + 1");
            return result;
        });
    }

    private Task<(long Version, EnrolmentTables Tables)> ReadTablesAsync()
    {
        return database.ReadAsync(async session =>
            (await session.ScalarAsync<long>("SELECT version FROM enrolment"), await EnrolmentTables.ReadAsync(session)));
    }

    private void RequireNode(EnrolmentTables tables, string node)
    {
        if (!Exists(tables, node))
        {
            throw new RegistryException(RegistryFault.NotFound, $"There is no node {node}.");
        }

        if (tables.StateOf(node) == NodeState.Retired)
        {
            throw new RegistryException(RegistryFault.Conflict, $"Node {node} was retired, and that is for good. Add a new node.");
        }
    }

    private KeyState RequireKey(EnrolmentTables tables, string node, string kid)
    {
        RequireNode(tables, node);
        (_, KeyState state, _) = tables.KeysOf(node, GivenKeys(node)).FirstOrDefault(key => key.Kid == kid);
        return state is KeyState.Accepted or KeyState.InUse
            ? state
            : throw new RegistryException(RegistryFault.NotFound, $"Node {node} has no key '{kid}' that is not retired.");
    }

    private bool Exists(EnrolmentTables tables, string node)
    {
        return tables.Facilities(given).Any(facility =>
            facility.Given.Any(one => one.Id.Value == node) || tables.NodesOf(facility.Id).Any(row => row.Name == node));
    }

    private string[] GivenKeys(string node)
    {
        return [.. given.SelectMany(facility => facility.Nodes).Where(one => one.Id.Value == node).SelectMany(one => one.Keys).Select(key => key.KeyId)];
    }

    private NodeKey[] KeysOf(EnrolmentTables tables, string node, IReadOnlyList<NodeKey> ofSettings)
    {
        return
        [
            .. tables.KeysOf(node, ofSettings.Select(key => key.KeyId)).Where(key => key.State != KeyState.Retired)
                .Select(key => key.Secret.Length > 0 ? Decrypt(node, key.Kid, key.Secret) : ofSettings.FirstOrDefault(one => one.KeyId == key.Kid))
                .OfType<NodeKey>(),
        ];
    }

    private NodeKey Decrypt(string node, string kid, string secret)
    {
        try
        {
            return new NodeKey(kid, Base64Url.DecodeFromChars(secrets.Unprotect(secret)), new SystemMac());
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException(
                $"Key '{kid}' of node {node} cannot be decrypted: the folder key-ring is not the one that the registry was used with. Bring it back from the backup. ({e.Message})", e);
        }
    }
}
