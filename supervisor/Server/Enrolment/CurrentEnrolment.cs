using System.Collections.Frozen;
using Wugang.Supervisor.Registry.Enrolment;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Server.Enrolment;

/// <summary>Who is supervised at present, as this server last read it. From any thread.</summary>
internal sealed class CurrentEnrolment : IDisposable
{
    private readonly EnrolmentBook _book;
    private readonly SemaphoreSlim _reading = new(1);
    private Snapshot _snapshot;

    private CurrentEnrolment(EnrolmentBook book, Snapshot snapshot)
    {
        (_book, _snapshot) = (book, snapshot);
    }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<EnrolledFacility> Facilities => Volatile.Read(ref _snapshot).Facilities;

    /// <exception cref="InvalidDataException">A key cannot be decrypted.</exception>
    public static async Task<CurrentEnrolment> OpenAsync(EnrolmentBook book)
    {
        return new CurrentEnrolment(book, await ReadAsync(book));
    }

    public EnrolledNode? FindNode(string node)
    {
        return Volatile.Read(ref _snapshot).Nodes.TryGetValue(node, out (EnrolledNode Node, EnrolledFacility) found) ? found.Node : null;
    }

    public EnrolledFacility? FindFacility(string facility)
    {
        return Volatile.Read(ref _snapshot).ById.GetValueOrDefault(facility);
    }

    /// <summary>The facility that a node belongs to, or null where it is not enrolled.</summary>
    public EnrolledFacility? FindFacilityOf(string node)
    {
        return Volatile.Read(ref _snapshot).Nodes.TryGetValue(node, out (EnrolledNode, EnrolledFacility Facility) found) ? found.Facility : null;
    }

    /// <summary>Finds who may have been enrolled a moment ago on another server.</summary>
    /// <exception cref="ArgumentException">They are not enrolled.</exception>
    public async Task<T> GetAsync<T>(Func<CurrentEnrolment, T?> find, string id)
        where T : class
    {
        if (find(this) is { } found)
        {
            return found;
        }

        await RefreshAsync();
        return find(this) ?? throw new ArgumentException($"'{id}' is not enrolled.");
    }

    /// <summary>Reads anew what has changed.</summary>
    /// <returns>The facilities that are not what they were.</returns>
    public async Task<IReadOnlyList<string>> RefreshAsync()
    {
        await _reading.WaitAsync();
        try
        {
            Snapshot before = _snapshot;
            if (await _book.ReadVersionAsync() == before.Version)
            {
                return [];
            }

            Snapshot now = await ReadAsync(_book);
            Volatile.Write(ref _snapshot, now);
            return [.. now.Facilities.Where(facility => !IsSame(before.ById.GetValueOrDefault(facility.Id), facility)).Select(facility => facility.Id)];
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        _reading.Dispose();
    }

    private static bool IsSame(EnrolledFacility? before, EnrolledFacility now)
    {
        return before is not null
            && before.Name == now.Name
            && before.Nodes.Select(Describe).SequenceEqual(now.Nodes.Select(Describe));
    }

    private static string Describe(EnrolledNode node)
    {
        return $"{node.Id} {node.Name} {node.IsSuspended} {string.Join(' ', node.Keys.Select(key => key.KeyId))}";
    }

    private static async Task<Snapshot> ReadAsync(EnrolmentBook book)
    {
        (long version, IReadOnlyList<EnrolledFacility> facilities) = await book.ReadAsync();
        return new Snapshot(
            version,
            facilities,
            facilities.ToFrozenDictionary(facility => facility.Id),
            facilities.SelectMany(facility => facility.Nodes.Select(node => (node, facility))).ToFrozenDictionary(pair => pair.node.Id.Value));
    }

    private sealed record Snapshot(
        long Version,
        IReadOnlyList<EnrolledFacility> Facilities,
        FrozenDictionary<string, EnrolledFacility> ById,
        FrozenDictionary<string, (EnrolledNode Node, EnrolledFacility Facility)> Nodes);
}
