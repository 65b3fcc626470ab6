using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads supervised loops.</summary>
internal static class LoopReader
{
    /// <summary>A loop over something that is only there or not, such as a siren: it has no contact.</summary>
    public static LoopSettings ReadLine(SettingsObject item, BoardParts parts)
    {
        LoopSettings loop = new LoopSettings();
        Read(item, parts, loop);
        CheckBands(item, loop, "end_ohm");
        item.Finish();
        return loop;
    }

    /// <summary>The loop of a zone, whose contact must be told from its rest and from its faults.</summary>
    public static LoopSettings ReadZone(SettingsObject item, BoardParts parts)
    {
        LoopSettings loop = new LoopSettings();
        Read(item, parts, loop);
        loop.AlarmOhm = item.ReadInteger("alarm_ohm", 0, Limits.MaxLoopOhm, loop.AlarmOhm);
        loop.OpensWhenActive = item.ReadBoolean("opens_when_active", loop.OpensWhenActive);
        CheckBands(item, loop, "alarm_ohm");
        item.Finish();
        return loop;
    }

    private static void Read(SettingsObject item, BoardParts parts, LoopSettings loop)
    {
        loop.Channel = parts.ReadChannel(item, "channel");
        loop.PullUpOhm = item.ReadInteger("pull_up_ohm", 1, Limits.MaxLoopOhm);
        loop.EndOhm = item.ReadInteger("end_ohm", 1, Limits.MaxLoopOhm);
        loop.TolerancePercent = item.ReadInteger(
            "tolerance_percent", 1, Limits.MaxLoopTolerancePercent, loop.TolerancePercent);
    }

    private static void CheckBands(SettingsObject item, LoopSettings loop, string name)
    {
        if (!new LoopBands(loop).AreDistinct)
        {
            item.Refuse(name, "gives readings that two states of the loop share, at this pull_up_ohm and tolerance_percent");
        }
    }
}
