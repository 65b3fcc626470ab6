using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;
using Wugang.Sim.World.Meters;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Holds every register that a node records of a meter on a serial line against what that meter's digits showed when it
/// was read, those of earlier intervals included, and notes of which intervals the records speak. A register that the node
/// itself calls suspect is left out.
/// </summary>
public sealed class MeterAudit
{
    // From the end of an interval until all meters of a line have answered, or have not.
    private const long ReadingMs = 15_000;

    // A node whose clock is ahead reads so much before the end of an interval at most.
    private const long EarlyMs = 60_000;

    // The board's oscillator runs so much apart at most: one part in so many.
    private const long OscillatorParts = 5000;
    private const long MsPerSecond = 1000;

    private readonly WorldNode _node;
    private readonly Func<long, long> _bootMs;
    private readonly HashSet<(string Meter, long EndMs)> _ends = [];

    /// <param name="node">The node with its meters.</param>
    /// <param name="bootMs">When a boot, counted from 1, began: milliseconds since 1970 UTC.</param>
    public MeterAudit(WorldNode node, Func<long, long> bootMs)
    {
        _node = node;
        _bootMs = bootMs;
    }

    /// <summary>What is wrong with the registers of a record, in words; null where nothing is, or where it has none.</summary>
    public string? FindWrong(VerifiedRecord record)
    {
        if (record.Kind != RecordKind.Meter)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(record.Data);
        JsonElement data = document.RootElement;
        string name = data.GetProperty("meter").GetString()!;
        if (!_node.Meters.TryGetValue(name, out VirtualMeter? meter))
        {
            return null;
        }

        NoteEnds(record, data, name);
        return !data.TryGetProperty("status", out _) && RegisterOf(data) is { } register
            ? FindWrong(record, data, meter.Register, register)
            : null;
    }

    /// <summary>
    /// The first end of an interval of which the records that were looked at say nothing, neither a register nor why there
    /// is none, in words, or null.
    /// </summary>
    /// <param name="fromMs">From when on the node ran and knew the time, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">Until when.</param>
    public string? FindUnsaid(long fromMs, long toMs)
    {
        long intervalMs = _node.Settings.MeterIntervalS * MsPerSecond;
        for (long endMs = ((fromMs / intervalMs) + 1) * intervalMs; endMs < toMs; endMs += intervalMs)
        {
            if (_node.Meters.Keys.FirstOrDefault(name => !_ends.Contains((name, endMs))) is { } name)
            {
                return $"node {_node.Name} says nothing of {name} at {Moment.ToText(endMs)}";
            }
        }

        return null;
    }

    /// <summary>The register in a record's <c>data</c>, in watt-hours or litres, or null.</summary>
    internal static long? RegisterOf(JsonElement data)
    {
        return data.TryGetProperty("register_wh", out JsonElement register) || data.TryGetProperty("register_l", out register)
            ? register.GetInt64()
            : null;
    }

    /// <summary>When the newest reading of a record was made: which boot, and milliseconds since its start.</summary>
    private static (long Boot, long UpMs) ReadAt(VerifiedRecord record, JsonElement data)
    {
        return data.TryGetProperty("of_boot", out JsonElement boot)
            ? (boot.GetInt64(), data.GetProperty("of_up").GetInt64())
            : (record.Boot, record.UpMs - data.GetProperty("age_ms").GetInt64());
    }

    private void NoteEnds(VerifiedRecord record, JsonElement data, string meter)
    {
        (long boot, long upMs) = ReadAt(record, data);
        long intervalMs = data.GetProperty("interval_s").GetInt64() * MsPerSecond;
        long newestMs = (_bootMs(boot) + upMs + EarlyMs) / intervalMs * intervalMs;
        for (int back = 0; back <= Numbers(data, "earlier").Length + Numbers(data, "missed").Length; back++)
        {
            _ends.Add((meter, newestMs - (back * intervalMs)));
        }
    }

    private string? FindWrong(VerifiedRecord record, JsonElement data, MeterRegister shown, long register)
    {
        (long boot, long upMs) = ReadAt(record, data);
        long toleranceMs = ReadingMs + (upMs / OscillatorParts);
        long readMs = _bootMs(boot) + upMs;
        long[] earlier = Numbers(data, "earlier");
        long[] missed = Numbers(data, "missed");
        int taken = 0;
        for (long back = 0; back <= earlier.Length + missed.Length; back++)
        {
            if (back > 0 && missed.Contains(back))
            {
                continue;
            }

            register = back == 0
                ? register
                : (register - earlier[taken++] + shown.Rollover) % shown.Rollover;
            long atMs = readMs - (back * data.GetProperty("interval_s").GetInt64() * MsPerSecond);
            if (!shown.HasShown(register, atMs - toleranceMs, atMs + toleranceMs))
            {
                return $"record {record.Sequence} of node {_node.Name} says {register} for {Moment.ToText(atMs)}, "
                    + $"but the meter showed {shown.At(atMs)}: {JournalWitness.ToText(record)}";
            }
        }

        return null;
    }

    private static long[] Numbers(JsonElement data, string name)
    {
        return data.TryGetProperty(name, out JsonElement list)
            ? [.. list.EnumerateArray().Select(number => number.GetInt64())]
            : [];
    }
}
