using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Meters;

/// <summary>Writes what was read of the meters, what was not, and what is wrong with them (wire format, "Record").</summary>
internal sealed class MeterRecords
{
    private const string Suspect = "suspect";

    private readonly Recorder _recorder;
    private readonly long _boot;
    private readonly int _intervalS;

    public MeterRecords(Recorder recorder, long boot, int intervalS)
    {
        _recorder = recorder;
        _boot = boot;
        _intervalS = intervalS;
    }

    /// <summary>Writes all meters into a boot record's <c>data</c>.</summary>
    public static void Announce(CanonicalWriter data, MeterPoint[] points)
    {
        data.Name("meters").BeginArray();
        for (int i = 0; i < points.Length; i++)
        {
            MeterSettings meter = points[i].Settings;
            data.BeginObject().Name("medium").Text(Media.NameOf(meter.Medium)).Name("meter").Text(meter.Name);
            if (meter.RolloverAt > 0)
            {
                data.Name(Media.RolloverMemberOf(meter.Medium)).Integer(meter.RolloverAt);
            }

            if (meter.Serial.Length > 0)
            {
                data.Name("serial").Text(meter.Serial);
            }

            data.Name("source").Text(MeterSources.NameOf(meter.Source)).EndObject();
        }

        data.EndArray();
    }

    /// <summary>Writes which faults of a meter have begun and ended since the last call.</summary>
    public void WriteFaults(MeterPoint point, long nowMs)
    {
        int changed = point.Faults ^ point.RecordedFaults;
        for (int i = 1; changed != 0 && i <= MeterFaultBits.Count; i++)
        {
            MeterFault fault = (MeterFault)i;
            if (MeterFaultBits.Has(changed, fault))
            {
                CanonicalWriter data = _recorder.Begin(RecordKind.Fault);
                data.Name("fault").Text(MeterFaultBits.NameOf(fault)).Name("meter").Text(point.Settings.Name);
                data.Name("state").Text(MeterFaultBits.Has(point.Faults, fault) ? "begun" : "ended");
                _recorder.Commit(nowMs);
            }
        }

        point.RecordedFaults = point.Faults;
    }

    /// <summary>Writes what the newest read of a meter came to.</summary>
    public void WriteNewest(MeterPoint point, long nowMs)
    {
        CanonicalWriter data = Begin(nowMs - point.AtMs);
        Describe(data, point.Settings);
        if (point.IsMissed)
        {
            data.Name("status").Text(ReadingStatuses.NameOf(point.Status));
        }
        else
        {
            WriteRegister(data, point, point.Count);
            if (point.IsSuspect)
            {
                data.Name("status").Text(Suspect);
            }
        }

        _recorder.Commit(nowMs);
    }

    /// <summary>Writes what waits of a meter: one record up to the newest end at which it was read, and one of those after it.</summary>
    public void WriteBatch(IntervalBatch batch, int meter, MeterPoint point, long nowMs)
    {
        int newest = 0;
        while (newest < batch.EndCount && batch.IsMissedAt(meter, newest))
        {
            newest++;
        }

        if (newest < batch.EndCount)
        {
            WriteRead(batch, meter, point, newest, nowMs);
        }

        if (newest > 0)
        {
            CanonicalWriter data = Begin(AgeOf(batch, 0, nowMs));
            Describe(data, point.Settings);
            WriteMissed(data, batch, meter, 0, newest);
            WriteOrigin(data, batch, 0);
            data.Name("status").Text(ReadingStatuses.NameOf((ReadingStatus)batch.StatusOf(meter)));
            _recorder.Commit(nowMs);
        }
    }

    private void WriteRead(IntervalBatch batch, int meter, MeterPoint point, int newest, long nowMs)
    {
        CanonicalWriter data = _recorder.Begin(RecordKind.Meter).Name("age_ms").Integer(AgeOf(batch, newest, nowMs));
        WriteEarlier(data, batch, meter, point, newest);
        data.Name("interval_s").Integer(_intervalS);
        Describe(data, point.Settings);
        WriteMissed(data, batch, meter, newest, batch.EndCount);
        WriteOrigin(data, batch, newest);
        WriteRegister(data, point, batch.CountOf(meter));
        _recorder.Commit(nowMs);
    }

    private CanonicalWriter Begin(long ageMs)
    {
        return _recorder.Begin(RecordKind.Meter).Name("age_ms").Integer(ageMs).Name("interval_s").Integer(_intervalS);
    }

    private static void Describe(CanonicalWriter data, MeterSettings meter)
    {
        data.Name("medium").Text(Media.NameOf(meter.Medium)).Name("meter").Text(meter.Name);
    }

    private static void WriteRegister(CanonicalWriter data, MeterPoint point, long count)
    {
        data.Name(Media.RegisterMemberOf(point.Settings.Medium)).Integer(point.ToRegister(count));
    }

    /// <summary>How much lower the register was at each end before the reading that was read, each against the one behind it.</summary>
    private static void WriteEarlier(CanonicalWriter data, IntervalBatch batch, int meter, MeterPoint point, int newest)
    {
        bool isBegun = false;
        long count = batch.CountOf(meter);
        long register = point.ToRegister(count);
        long growth = batch.GrowthAt(meter, newest);
        for (int back = newest + 1; back < batch.EndCount; back++)
        {
            if (batch.IsMissedAt(meter, back))
            {
                continue;
            }

            if (!isBegun)
            {
                isBegun = true;
                data.Name("earlier").BeginArray();
            }

            count -= growth;
            growth = batch.GrowthAt(meter, back);
            long before = point.ToRegister(count);
            data.Integer(register - before);
            register = before;
        }

        if (isBegun)
        {
            data.EndArray();
        }
    }

    /// <summary>Which of the ends before the one that is written down were not read, counted back from it.</summary>
    private static void WriteMissed(CanonicalWriter data, IntervalBatch batch, int meter, int from, int to)
    {
        bool isBegun = false;
        for (int back = from + 1; back < to; back++)
        {
            if (!batch.IsMissedAt(meter, back))
            {
                continue;
            }

            if (!isBegun)
            {
                isBegun = true;
                data.Name("missed").BeginArray();
            }

            data.Integer(back - from);
        }

        if (isBegun)
        {
            data.EndArray();
        }
    }

    private void WriteOrigin(CanonicalWriter data, IntervalBatch batch, int back)
    {
        if (batch.Boot != _boot)
        {
            data.Name("of_boot").Integer(batch.Boot).Name("of_up").Integer(EndOf(batch, back));
        }
    }

    /// <summary>How old an end is; of an earlier boot the least that it can be.</summary>
    private long AgeOf(IntervalBatch batch, int back, long nowMs)
    {
        return batch.Boot == _boot ? nowMs - EndOf(batch, back) : nowMs;
    }

    private long EndOf(IntervalBatch batch, int back)
    {
        return batch.UpMs - (back * _intervalS * 1000L);
    }
}
