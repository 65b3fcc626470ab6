using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Journal;

/// <summary>Which records make room first.</summary>
public static class Retentions
{
    /// <summary>Number of members of <see cref="Retention"/>.</summary>
    public const int Count = 4;

    // How the data of a zone record that raises an alarm begins: "alarm" is its first member in the order of the names.
    private const string AlarmMember = "{\"alarm\":";

    /// <summary>How long a record of the journal is kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the journal.</exception>
    public static Retention Of(RecordReader record, byte[] buffer)
    {
        switch (record.Kind)
        {
            case RecordKind.Meter:
                return Retention.Reading;

            case RecordKind.Zone:
                return IsAlarm(buffer, record.DataStart, record.DataCount) ? Retention.Kept : Retention.Passage;

            case RecordKind.Loss:
                return Retention.Kept;

            case RecordKind.Boot:
            case RecordKind.Command:
            case RecordKind.Protection:
            case RecordKind.Fault:
            case RecordKind.Config:
            case RecordKind.Span:
                return Retention.Evidence;

            case RecordKind.Heartbeat:
            default:
                throw new ArgumentOutOfRangeException(nameof(record));
        }
    }

    private static bool IsAlarm(byte[] buffer, int start, int count)
    {
        for (int i = 0; i < AlarmMember.Length; i++)
        {
            if (i >= count || buffer[start + i] != (byte)AlarmMember[i])
            {
                return false;
            }
        }

        // "alarm":false says that there is none.
        return buffer[start + AlarmMember.Length] != (byte)'f';
    }
}
