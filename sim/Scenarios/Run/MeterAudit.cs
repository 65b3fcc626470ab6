using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World;
using Wugang.Sim.World.Meters;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Holds every register that a node records of a meter on a serial line against what that meter's digits showed when it
/// was read, those of earlier intervals included. A register that the node itself calls suspect is left out.
/// </summary>
public sealed class MeterAudit
{
    // From the end of an interval until all meters of a line have answered, or have not.
    private const long ReadingMs = 15_000;

    // The board's oscillator runs so much apart at most: one part in so many.
    private const long OscillatorParts = 5000;
    private const long MsPerSecond = 1000;

    private readonly WorldNode _node;
    private readonly Func<long, long> _bootMs;

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
        bool isOfBus = _node.Meters.TryGetValue(data.GetProperty("meter").GetString()!, out VirtualMeter? meter);
        return isOfBus && !data.TryGetProperty("status", out _) && RegisterOf(data) is { } register
            ? FindWrong(record, data, meter!.Register, register)
            : null;
    }

    /// <summary>The register in a record's <c>data</c>, in watt-hours or litres, or null.</summary>
    internal static long? RegisterOf(JsonElement data)
    {
        return data.TryGetProperty("register_wh", out JsonElement register) || data.TryGetProperty("register_l", out register)
            ? register.GetInt64()
            : null;
    }

    private string? FindWrong(VerifiedRecord record, JsonElement data, MeterRegister shown, long register)
    {
        bool isOfEarlierBoot = data.TryGetProperty("of_boot", out JsonElement ofBoot);
        long boot = isOfEarlierBoot ? ofBoot.GetInt64() : record.Boot;
        long upMs = isOfEarlierBoot ? data.GetProperty("of_up").GetInt64() : record.UpMs - data.GetProperty("age_ms").GetInt64();
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
            if (!IsShownBetween(shown, atMs - toleranceMs, atMs + toleranceMs, register))
            {
                return $"record {record.Sequence} of node {_node.Name} says {register} for {Moment.ToText(atMs)}, "
                    + $"but the meter showed {shown.At(atMs)}: {JournalWitness.ToText(record)}";
            }
        }

        return null;
    }

    /// <summary>Digits go up, unless they pass their highest or somebody turned them back.</summary>
    private static bool IsShownBetween(MeterRegister shown, long fromMs, long toMs, long register)
    {
        long first = shown.At(fromMs);
        long last = shown.At(toMs);
        return first <= last ? register >= first && register <= last : register >= first || register <= last;
    }

    private static long[] Numbers(JsonElement data, string name)
    {
        return data.TryGetProperty(name, out JsonElement list)
            ? [.. list.EnumerateArray().Select(number => number.GetInt64())]
            : [];
    }
}
