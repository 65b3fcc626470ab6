using Wugang.Firmware.Core;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>The meters of one node, from its records.</summary>
internal sealed class MeterTable
{
    private readonly SortedDictionary<string, MeterStatus> _meters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string[]> _faults = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _sources = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, MeterStatus> Meters => _meters;

    /// <summary>The node started with these meters: what was wrong before must show anew.</summary>
    public void Announce(IReadOnlyDictionary<string, string> sources)
    {
        _sources = sources;
        _faults.Clear();
        foreach (string gone in _meters.Keys.Except(sources.Keys).ToArray())
        {
            _meters.Remove(gone);
        }

        foreach (string name in _meters.Keys.ToArray())
        {
            _meters[name] = _meters[name] with { Source = sources[name], Faults = [] };
        }
    }

    /// <returns>False where the node has more meters than a node can have.</returns>
    public bool TryRead(RecordContent.Metered meter, long atMs)
    {
        MeterStatus? before = _meters.GetValueOrDefault(meter.Meter);
        if (before is null && _meters.Count >= Limits.MaxMeters)
        {
            return false;
        }

        MeterStatus status = new(meter.Medium, meter.Status, meter.Register, meter.Unit, atMs, meter.AgeMs)
        {
            Source = _sources.GetValueOrDefault(meter.Meter, ""),
            Faults = _faults.GetValueOrDefault(meter.Meter, []),
        };
        _meters[meter.Meter] = status.Status == MeterStatus.Ok || before is null ? status
            : before.Status == MeterStatus.Ok
                ? status with { LastGoodRegister = before.Register, LastGoodMs = before.ReadMs - before.AgeMs }
            : status with { LastGoodRegister = before.LastGoodRegister, LastGoodMs = before.LastGoodMs };
        return true;
    }

    /// <returns>False where the node has more meters than a node can have.</returns>
    public bool TryChange(RecordContent.MeterFaultChanged change)
    {
        if (!_faults.ContainsKey(change.Meter) && _faults.Count >= Limits.MaxMeters)
        {
            return false;
        }

        IEnumerable<string> others = _faults.GetValueOrDefault(change.Meter, []).Where(fault => fault != change.Fault);
        _faults[change.Meter] =
            [.. (change.HasBegun ? others.Append(change.Fault) : others).Order(StringComparer.Ordinal)];
        if (_meters.TryGetValue(change.Meter, out MeterStatus? status))
        {
            _meters[change.Meter] = status with { Faults = _faults[change.Meter] };
        }

        return true;
    }
}
