using System.Globalization;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>
/// The registers of one meter from the signed records of its node (docs/reference/wire.md). Registers that the node calls suspect are left
/// out, and so are readings of which nobody knows the time.
/// </summary>
public sealed class MeterRecords
{
    /// <summary>A reading within this time of the end of an interval stands for that end, in milliseconds.</summary>
    public const long SnapMs = 60_000;

    private const long MsPerSecond = 1000;

    // So many suspect readings in a row can be believed at the next one that fits them: the meter was replaced (docs/reference/meters.md).
    private const int SuspectsBeforeBelief = 2;

    private readonly string _meter;
    private readonly Dictionary<long, long> _bootMs = [];
    private readonly List<RegisterRow> _rows = [];
    private readonly List<long> _suspects = [];
    private readonly HashSet<long> _ends = [];
    private long? _last;
    private int _replacements;

    private MeterRecords(string meter)
    {
        _meter = meter;
    }

    /// <summary>Its registers, as they were read.</summary>
    public IReadOnlyList<RegisterRow> Rows => _rows;

    /// <summary>Where its register begins again at 0, in Wh or litres; 0 where it does not, or is not known.</summary>
    public long RolloverAt { get; private set; }

    /// <summary>Takes a node's records in order of their numbers.</summary>
    /// <param name="records">The records.</param>
    /// <param name="meter">The meter's name.</param>
    public static MeterRecords Of(IReadOnlyCollection<VerifiedRecord> records, string meter)
    {
        MeterRecords found = new(meter);
        foreach (VerifiedRecord record in records.Where(record => IsDated(record)))
        {
            // The newest says it best: the clock is set some time after the start.
            found._bootMs[record.Boot] = record.Time.UnixMs - record.UpMs;
        }

        foreach (VerifiedRecord record in records)
        {
            found.Add(record);
        }

        return found;
    }

    private void Add(VerifiedRecord record)
    {
        switch (record.Content)
        {
            case RecordContent.Started:
                RolloverAt = RolloverIn(record.Data) ?? RolloverAt;
                break;
            case RecordContent.Metered { Register: { } register } reading when reading.Meter == _meter:
                if (reading.Status != MeterStatus.Ok)
                {
                    _suspects.Add(register);
                }
                else if (TimeOf(record, reading) is { } readMs)
                {
                    AddReading(record, reading, register, readMs);
                }

                break;
            default:
                break;
        }
    }

    private void AddReading(VerifiedRecord record, RecordContent.Metered reading, long register, long readMs)
    {
        if (_last is { } last && IsAnother(last, register))
        {
            _replacements++;
        }

        _suspects.Clear();
        _last = register;
        long intervalMs = reading.IntervalS * MsPerSecond;
        long endMs = (readMs + SnapMs) / intervalMs * intervalMs;
        bool isAtEnd = Math.Abs(readMs - endMs) <= SnapMs && _ends.Add(endMs);
        AddEarlier(reading, register, endMs, isAtEnd, intervalMs, record.Sequence);
        _rows.Add(new RegisterRow(isAtEnd ? endMs : readMs, register, Name, record.Sequence));
    }

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{_meter}#{_replacements}");

    /// <summary>Ends that waited for a connection: how much the register grew from each to the one behind it, going back.</summary>
    private void AddEarlier(RecordContent.Metered reading, long register, long endMs, bool isAtEnd, long intervalMs, long sequence)
    {
        int back = isAtEnd ? 1 : 0;
        int place = 1;
        foreach (long growth in reading.Earlier)
        {
            while (reading.Missed.Contains(place))
            {
                place++;
                back++;
            }

            register -= growth;
            register += register < 0 ? RolloverAt : 0;
            if (register < 0)
            {
                return;
            }

            long atMs = endMs - (back * intervalMs);
            if (_ends.Add(atMs))
            {
                _rows.Add(new RegisterRow(atMs, register, Name, sequence));
            }

            place++;
            back++;
        }
    }

    /// <summary>Whether another meter is read from now on: the node believed what it had suspected, as it fits what was read since.</summary>
    private bool IsAnother(long last, long register)
    {
        bool isBack = register < last && (RolloverAt == 0 || register + RolloverAt - last > RolloverAt / 2);
        return isBack || (_suspects.Count >= SuspectsBeforeBelief && Math.Abs(register - _suspects[^1]) < Math.Abs(register - last));
    }

    private long? TimeOf(VerifiedRecord record, RecordContent.Metered reading)
    {
        if (reading.OfBoot > 0)
        {
            return _bootMs.TryGetValue(reading.OfBoot, out long ofBootMs) ? ofBootMs + reading.OfUpMs : null;
        }

        return IsDated(record) ? record.Time.UnixMs - reading.AgeMs
            : _bootMs.TryGetValue(record.Boot, out long bootMs) ? bootMs + record.UpMs - reading.AgeMs : null;
    }

    private static bool IsDated(VerifiedRecord record)
    {
        return record.Time.Quality != ClockQuality.None;
    }

    private long? RolloverIn(ReadOnlyMemory<byte> data)
    {
        using JsonDocument document = JsonDocument.Parse(data);
        if (!document.RootElement.TryGetProperty("meters", out JsonElement meters))
        {
            return null;
        }

        foreach (JsonElement meter in meters.EnumerateArray())
        {
            if (meter.GetProperty("meter").GetString() == _meter
                && (meter.TryGetProperty("rollover_wh", out JsonElement rollover) || meter.TryGetProperty("rollover_l", out rollover)))
            {
                return rollover.GetInt64();
            }
        }

        return null;
    }
}
