using Wugang.Sim.Board;

namespace nanoFramework.Runtime.Native;

/// <summary>The chip's clock, as far as firmware sets it.</summary>
public static class Rtc
{
    /// <summary>Sets it, in whole seconds.</summary>
    public static bool SetSystemTime(ChipDateTime time)
    {
        PowerCycle cycle = PowerCycle.Current;
        cycle.Board.Clock.Set(cycle, new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));
        return true;
    }
}
