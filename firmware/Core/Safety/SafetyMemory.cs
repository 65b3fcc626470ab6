using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// What the alarm system keeps over a restart, as bytes: no alarm is reset and no protection left by a power cut
/// (clause S3). Zones are found again by their names, so that other settings do not mix up their alarms.
/// </summary>
public static class SafetyMemory
{
    /// <summary>Length of the memory, in bytes.</summary>
    public const int Bytes = HeaderBytes + (ZoneBytes * Limits.MaxZones);

    // State, lasting state, number of the newest command.
    private const int HeaderBytes = 10;
    private const int LastingStateOffset = 1;
    private const int CommandIdOffset = 2;

    // CRC-32 of the name, cause of the alarm, its sound, whether the zone is bypassed.
    private const int ZoneBytes = 7;
    private const int CauseOffset = 4;
    private const int SoundOffset = 5;
    private const int BypassOffset = 6;

    internal static void Write(byte[] memory, Protection protection, ZoneSet zones, long commandId)
    {
        memory[0] = (byte)protection.State;
        memory[LastingStateOffset] = (byte)protection.LastingState;
        LittleEndian.WriteInt64(memory, CommandIdOffset, commandId);
        for (int i = 0; i < zones.Count; i++)
        {
            Zone zone = zones.At(i);
            int at = HeaderBytes + (ZoneBytes * i);
            LittleEndian.WriteUInt32(memory, at, NameCrc(zone));
            memory[at + CauseOffset] = (byte)zone.Alarm;
            memory[at + SoundOffset] = (byte)zone.Sound;
            memory[at + BypassOffset] = (byte)(zone.IsBypassed ? 1 : 0);
        }
    }

    internal static ProtectionState ReadState(byte[] memory)
    {
        return (ProtectionState)memory[0];
    }

    internal static ProtectionState ReadLastingState(byte[] memory)
    {
        return (ProtectionState)memory[LastingStateOffset];
    }

    internal static long ReadCommandId(byte[] memory)
    {
        return LittleEndian.ReadInt64(memory, CommandIdOffset);
    }

    /// <summary>Gives each zone the alarm that it held.</summary>
    /// <returns>Whether any zone was bypassed.</returns>
    internal static bool ReadAlarms(byte[] memory, ZoneSet zones)
    {
        bool wasBypassed = false;
        for (int i = 0; i < Limits.MaxZones; i++)
        {
            int at = HeaderBytes + (ZoneBytes * i);
            wasBypassed |= memory[at + BypassOffset] != 0;
            Zone zone = memory[at + CauseOffset] == 0 ? null : Find(zones, LittleEndian.ReadUInt32(memory, at));
            if (zone != null)
            {
                zone.Hold((AlarmCause)memory[at + CauseOffset], (AlarmSound)memory[at + SoundOffset], 0);
            }
        }

        return wasBypassed;
    }

    private static Zone Find(ZoneSet zones, uint nameCrc)
    {
        for (int i = 0; i < zones.Count; i++)
        {
            if (NameCrc(zones.At(i)) == nameCrc)
            {
                return zones.At(i);
            }
        }

        return null;
    }

    private static uint NameCrc(Zone zone)
    {
        byte[] name = Ascii.GetBytes(zone.Settings.Name);
        return Crc32.Compute(name, 0, name.Length);
    }
}
