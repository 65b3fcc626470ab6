using System;

namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// Pulse counts at the ends of intervals that no record tells of yet, in the form in which a slot keeps them: the newest
/// totals of all meters, when that was, and the pulses of each interval before it.
/// </summary>
public sealed class IntervalBatch
{
    private const int TotalBytes = 8;
    private const int DifferenceBytes = 3;
    private const long DifferenceMax = 0xFFFFFF;
    private const int CountAt = Limits.MaxMeters * TotalBytes;
    private const int BootAt = CountAt + TotalBytes;
    private const int UpAt = BootAt + TotalBytes;
    private const int DifferencesAt = UpAt + TotalBytes;
    private const int DifferencesOfMeter = (Limits.MaxBatchedIntervals - 1) * DifferenceBytes;

    // Two ends are neighbours if their distance is the interval, give or take what a step may be late.
    private const long ToleranceMs = 2000;

    /// <summary>The whole state, for a slot.</summary>
    public byte[] Bytes { get; } = new byte[DifferencesAt + (Limits.MaxMeters * DifferencesOfMeter)];

    /// <summary>Interval ends that wait for a record.</summary>
    public int Count
    {
        get { return (int)LittleEndian.ReadInt64(Bytes, CountAt); }
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

    /// <summary>A meter's pulses for the life of the node at the newest end.</summary>
    public long TotalOf(int meter)
    {
        return LittleEndian.ReadInt64(Bytes, meter * TotalBytes);
    }

    /// <summary>A meter's pulses in an interval: 0 for the newest that has an end before it, 1 for the one before …</summary>
    public long DifferenceOf(int meter, int back)
    {
        int at = PositionOf(meter, back);
        return Bytes[at] | ((long)Bytes[at + 1] << 8) | ((long)Bytes[at + 2] << 16);
    }

    /// <summary>Whether an interval that ends now can stand behind those that wait.</summary>
    public bool IsFollowedAt(long boot, long nowMs, int intervalS)
    {
        long lateMs = nowMs - UpMs - (intervalS * 1000L);
        return Count > 0 && Count < Limits.MaxBatchedIntervals && boot == Boot && lateMs < ToleranceMs && lateMs > -ToleranceMs;
    }

    /// <summary>Puts the end of an interval behind those that wait.</summary>
    public void Add(PulseTotal[] totals, long boot, long nowMs)
    {
        for (int meter = 0; meter < totals.Length; meter++)
        {
            long difference = totals[meter].Count - TotalOf(meter);
            int start = PositionOf(meter, 0);
            Array.Copy(Bytes, start, Bytes, start + DifferenceBytes, DifferencesOfMeter - DifferenceBytes);
            difference = difference < DifferenceMax ? difference : DifferenceMax;
            Bytes[start] = (byte)(difference & 0xFF);
            Bytes[start + 1] = (byte)((difference >> 8) & 0xFF);
            Bytes[start + 2] = (byte)(difference >> 16);
        }

        SetTotals(totals);
        LittleEndian.WriteInt64(Bytes, BootAt, boot);
        LittleEndian.WriteInt64(Bytes, UpAt, nowMs);
        LittleEndian.WriteInt64(Bytes, CountAt, Count + 1);
    }

    /// <summary>Notes the totals without an end that waits.</summary>
    public void SetTotals(PulseTotal[] totals)
    {
        for (int meter = 0; meter < totals.Length; meter++)
        {
            LittleEndian.WriteInt64(Bytes, meter * TotalBytes, totals[meter].Count);
        }
    }

    /// <summary>Forgets the ends that wait; the totals stay.</summary>
    public void Clear()
    {
        LittleEndian.WriteInt64(Bytes, CountAt, 0);
    }

    private static int PositionOf(int meter, int back)
    {
        return DifferencesAt + (meter * DifferencesOfMeter) + (back * DifferenceBytes);
    }
}
