using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>A stretch of one boot in which protection was the same; also as bytes, to survive a loss of power.</summary>
public sealed class ProtectionSpan
{
    /// <summary>Length of the bytes.</summary>
    public const int Bytes = LayoutOffset + 4;

    private const int FromOffset = 8;
    private const int ToOffset = 16;
    private const int ToUnixOffset = 24;
    private const int StateOffset = 32;
    private const int FlagsOffset = 33;
    private const int FaultyOffset = 34;
    private const int BypassedOffset = 38;
    private const int TamperedOffset = 42;
    private const int LayoutOffset = 46;

    private const int SirenFlag = 1;
    private const int SupplyFlag = 2;

    // Stands for zones of other settings: a bit that no zone has.
    private const int Unnamed = 1 << 30;

    /// <param name="boot">Number of the boot.</param>
    /// <param name="fromMs">Its beginning, in milliseconds since that boot.</param>
    /// <param name="toMs">Its end, in milliseconds since that boot.</param>
    /// <param name="toUnixMs">The time of day at its end, milliseconds since 1970 UTC; 0 where it was not known.</param>
    /// <param name="assessment">What held.</param>
    public ProtectionSpan(long boot, long fromMs, long toMs, long toUnixMs, Assessment assessment)
    {
        Boot = boot;
        FromMs = fromMs;
        ToMs = toMs;
        ToUnixMs = toUnixMs;
        Assessment = assessment;
    }

    public long Boot { get; }

    public long FromMs { get; }

    public long ToMs { get; }

    public long ToUnixMs { get; }

    public Assessment Assessment { get; }

    /// <summary>Reads what <see cref="Write"/> wrote. Zones of other settings still count, but lose their names.</summary>
    public static ProtectionSpan Read(byte[] memory, ZoneSet zones)
    {
        bool areSameZones = LittleEndian.ReadUInt32(memory, LayoutOffset) == LayoutOf(zones);
        int flags = memory[FlagsOffset];
        Assessment assessment = new Assessment(
            (ProtectionState)memory[StateOffset],
            ReadZones(memory, FaultyOffset, areSameZones),
            ReadZones(memory, BypassedOffset, areSameZones),
            ReadZones(memory, TamperedOffset, areSameZones),
            (flags & SirenFlag) != 0,
            (flags & SupplyFlag) != 0);
        return new ProtectionSpan(
            LittleEndian.ReadInt64(memory, 0),
            LittleEndian.ReadInt64(memory, FromOffset),
            LittleEndian.ReadInt64(memory, ToOffset),
            LittleEndian.ReadInt64(memory, ToUnixOffset),
            assessment);
    }

    /// <summary>Writes the stretch as <see cref="Bytes"/> bytes.</summary>
    public void Write(byte[] memory, ZoneSet zones)
    {
        LittleEndian.WriteInt64(memory, 0, Boot);
        LittleEndian.WriteInt64(memory, FromOffset, FromMs);
        LittleEndian.WriteInt64(memory, ToOffset, ToMs);
        LittleEndian.WriteInt64(memory, ToUnixOffset, ToUnixMs);
        memory[StateOffset] = (byte)Assessment.State;
        int flags = Assessment.IsSirenFaulty ? SirenFlag : 0;
        memory[FlagsOffset] = (byte)(flags | (Assessment.IsSupplyExhausted ? SupplyFlag : 0));
        LittleEndian.WriteUInt32(memory, FaultyOffset, (uint)Assessment.Faulty);
        LittleEndian.WriteUInt32(memory, BypassedOffset, (uint)Assessment.Bypassed);
        LittleEndian.WriteUInt32(memory, TamperedOffset, (uint)Assessment.Tampered);
        LittleEndian.WriteUInt32(memory, LayoutOffset, LayoutOf(zones));
    }

    private static int ReadZones(byte[] memory, int offset, bool areSameZones)
    {
        int zones = (int)LittleEndian.ReadUInt32(memory, offset);
        return areSameZones || zones == 0 ? zones : Unnamed;
    }

    /// <summary>Differs, in all likelihood, where the zones are not the same in the same order.</summary>
    private static uint LayoutOf(ZoneSet zones)
    {
        uint layout = 0;
        for (int i = 0; i < zones.Count; i++)
        {
            byte[] name = Ascii.GetBytes(zones.At(i).Settings.Name);
            layout = ((layout << 1) | (layout >> 31)) ^ Crc32.Compute(name, 0, name.Length);
        }

        return layout;
    }
}
