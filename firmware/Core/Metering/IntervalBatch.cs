using System;

namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// What all meters counted at the ends of intervals that no record tells of yet, in the form in which a slot keeps it: the
/// newest count of each, when that was, and by how much it had grown at each end. A count is what a meter has: pulses, or a
/// register.
/// </summary>
public sealed class IntervalBatch
{
    /// <summary>Largest growth between two ends that is kept.</summary>
    public const long GrowthMax = 0xFFFFFE;

    private const int Missed = 0xFFFFFF;
    private const int CountBytes = 8;
    private const int GrowthBytes = 3;
    private const int EndCountAt = Limits.MaxMeters * CountBytes;
    private const int BootAt = EndCountAt + CountBytes;
    private const int UpAt = BootAt + CountBytes;
    private const int GrowthsAt = UpAt + CountBytes;
    private const int GrowthsOfMeter = Limits.MaxBatchedIntervals * GrowthBytes;
    private const int StatusesAt = GrowthsAt + (Limits.MaxMeters * GrowthsOfMeter);
    private const int IdentitiesAt = StatusesAt + Limits.MaxMeters;
    private const int IdentityBytes = 8;
    private const int TagsAt = IdentitiesAt + (Limits.MaxMeters * IdentityBytes);
    private const int TagBytes = 8;

    // Two ends are neighbours if their distance is the interval, give or take what a step may be late.
    private const long ToleranceMs = 2000;

    /// <summary>The whole state, for a slot.</summary>
    public byte[] Bytes { get; } = new byte[TagsAt + (Limits.MaxMeters * TagBytes)];

    /// <summary>Interval ends that wait for a record.</summary>
    public int EndCount
    {
        get { return (int)LittleEndian.ReadInt64(Bytes, EndCountAt); }
    }

    /// <summary>Boot in which the newest interval ended.</summary>
    public long Boot
    {
        get { return LittleEndian.ReadInt64(Bytes, BootAt); }
    }

    /// <summary>When it ended, in milliseconds since the start of that boot.</summary>
    public long UpMs
    {
        get { return LittleEndian.ReadInt64(Bytes, UpAt); }
    }

    /// <summary>
    /// Makes what was kept fit the meters there are now: one that has another place takes its count along, one that is new
    /// begins with 0. Where anything has changed, ends that wait are forgotten.
    /// </summary>
    /// <param name="tags">A number other than 0 for each meter, in order, that no other has.</param>
    public void Assign(long[] tags)
    {
        long[] counts = new long[tags.Length];
        long[] identities = new long[tags.Length];
        bool isSame = true;
        for (int meter = 0; meter < tags.Length; meter++)
        {
            isSame = isSame && TagOf(meter) == tags[meter];
            for (int before = 0; before < Limits.MaxMeters; before++)
            {
                bool isIt = TagOf(before) == tags[meter];
                counts[meter] = isIt ? CountOf(before) : counts[meter];
                identities[meter] = isIt ? IdentityOf(before) : identities[meter];
            }
        }

        for (int meter = 0; !isSame && meter < tags.Length; meter++)
        {
            Clear();
            SetCount(meter, counts[meter]);
            SetIdentity(meter, identities[meter]);
            LittleEndian.WriteInt64(Bytes, TagsAt + (meter * TagBytes), tags[meter]);
        }
    }

    /// <summary>What a meter had counted when it was last read.</summary>
    public long CountOf(int meter)
    {
        return LittleEndian.ReadInt64(Bytes, meter * CountBytes);
    }

    /// <summary>Notes what a meter has counted, without an end that waits.</summary>
    public void SetCount(int meter, long count)
    {
        LittleEndian.WriteInt64(Bytes, meter * CountBytes, count);
    }

    /// <summary>A number that stands for the meter that answered in this place; 0 where none has yet.</summary>
    public long IdentityOf(int meter)
    {
        return LittleEndian.ReadInt64(Bytes, IdentitiesAt + (meter * IdentityBytes));
    }

    public void SetIdentity(int meter, long identity)
    {
        LittleEndian.WriteInt64(Bytes, IdentitiesAt + (meter * IdentityBytes), identity);
    }

    /// <summary>Whether a meter was not read at an end: 0 for the newest, 1 for the one before …</summary>
    public bool IsMissedAt(int meter, int back)
    {
        return GrowthAt(meter, back) == Missed;
    }

    /// <summary>By how much a meter's count was above that at the end that was read before it. Not of an end that was missed.</summary>
    public long GrowthAt(int meter, int back)
    {
        int at = PositionOf(meter, back);
        return Bytes[at] | ((long)Bytes[at + 1] << 8) | ((long)Bytes[at + 2] << 16);
    }

    /// <summary>Why a meter was not read at the newest end that was missed, in the caller's numbers.</summary>
    public byte StatusOf(int meter)
    {
        return Bytes[StatusesAt + meter];
    }

    /// <summary>Whether an interval that ends now can stand behind those that wait.</summary>
    public bool IsFollowedAt(long boot, long nowMs, int intervalS)
    {
        long lateMs = nowMs - UpMs - (intervalS * 1000L);
        return EndCount > 0
            && EndCount < Limits.MaxBatchedIntervals
            && boot == Boot
            && lateMs < ToleranceMs
            && lateMs > -ToleranceMs;
    }

    /// <summary>Puts the end of an interval behind those that wait; say of each meter what came of it.</summary>
    public void Add(long boot, long nowMs)
    {
        for (int meter = 0; meter < Limits.MaxMeters; meter++)
        {
            int newest = PositionOf(meter, 0);
            Array.Copy(Bytes, newest, Bytes, newest + GrowthBytes, GrowthsOfMeter - GrowthBytes);
        }

        LittleEndian.WriteInt64(Bytes, BootAt, boot);
        LittleEndian.WriteInt64(Bytes, UpAt, nowMs);
        LittleEndian.WriteInt64(Bytes, EndCountAt, EndCount + 1);
    }

    /// <summary>A meter was read at the newest end.</summary>
    /// <param name="meter">Its place.</param>
    /// <param name="count">What it has counted.</param>
    /// <param name="growth">By how much that is more than when it was last read; of the first end that waits it does not matter.</param>
    public void SetRead(int meter, long count, long growth)
    {
        SetGrowth(meter, growth < 0 ? 0 : growth < GrowthMax ? growth : GrowthMax);
        SetCount(meter, count);
    }

    /// <summary>A meter was not read at the newest end.</summary>
    public void SetMissed(int meter, byte status)
    {
        SetGrowth(meter, Missed);
        Bytes[StatusesAt + meter] = status;
    }

    /// <summary>Forgets the ends that wait; the counts stay.</summary>
    public void Clear()
    {
        LittleEndian.WriteInt64(Bytes, EndCountAt, 0);
    }

    private long TagOf(int meter)
    {
        return LittleEndian.ReadInt64(Bytes, TagsAt + (meter * TagBytes));
    }

    private void SetGrowth(int meter, long growth)
    {
        int at = PositionOf(meter, 0);
        Bytes[at] = (byte)(growth & 0xFF);
        Bytes[at + 1] = (byte)((growth >> 8) & 0xFF);
        Bytes[at + 2] = (byte)(growth >> 16);
    }

    private static int PositionOf(int meter, int back)
    {
        return GrowthsAt + (meter * GrowthsOfMeter) + (back * GrowthBytes);
    }
}
