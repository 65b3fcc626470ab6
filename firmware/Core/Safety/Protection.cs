using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// The protection state with the times that belong to it: exit and entry delay, the end of a test, and when
/// <c>full</c> is set again after somebody left it.
/// </summary>
public sealed class Protection
{
    private const int NoZone = -1;
    private const int MsPerSecond = 1000;
    private const int MsPerMinute = 60000;

    private readonly int _exitDelayMs;
    private readonly int _entryDelayMs;
    private readonly int _stayOpenMs;
    private ProtectionState _beforeTest;

    internal Protection(NodeSettings settings)
    {
        _exitDelayMs = settings.ExitDelayS * MsPerSecond;
        _entryDelayMs = settings.EntryDelayS * MsPerSecond;
        _stayOpenMs = settings.Schedule.StayOpenMin * MsPerMinute;
    }

    public ProtectionState State { get; private set; } = ProtectionState.None;

    /// <summary>When the state began, in monotonic milliseconds.</summary>
    public long SinceMs { get; private set; }

    /// <summary>The state to come back to where the node restarts: that before the test, while one goes on.</summary>
    public ProtectionState LastingState
    {
        get { return State == ProtectionState.Test ? _beforeTest : State; }
    }

    /// <summary>Until when entry routes are passed over, after <c>full</c> was set.</summary>
    public long ExitEndsMs { get; private set; }

    /// <summary>When the entry delay runs out, <see cref="long.MaxValue"/> while none runs.</summary>
    public long EntryDueMs { get; private set; } = long.MaxValue;

    /// <summary>The zone by which somebody entered, while the entry delay runs; else −1.</summary>
    public int EntryZone { get; private set; } = NoZone;

    /// <summary>When the test ends, <see cref="long.MaxValue"/> while none goes on.</summary>
    public long TestEndsMs { get; private set; } = long.MaxValue;

    /// <summary>From when on the schedule may set <c>full</c>.</summary>
    public long MaySetAgainMs { get; private set; }

    /// <summary>Whether an exit delay lets people go out by entry routes that are open while <c>full</c> is set.</summary>
    public bool HasExitDelay
    {
        get { return _exitDelayMs > 0; }
    }

    /// <summary>Whether opening the zone in the present state starts the entry delay.</summary>
    internal bool HasEntryDelayFor(Zone zone)
    {
        return State == ProtectionState.Full && _entryDelayMs > 0
            && zone.Settings.IsEntryRoute && !zone.IsWatchedAtAllHours;
    }

    /// <summary>From when on a zone that is active in <c>full</c> is an intrusion by itself.</summary>
    internal long IntrusionSinceMs(Zone zone, long activeSinceMs)
    {
        // By an entry route the entry delay decides, which goes on when the door is closed again.
        bool isPassedOver = zone.Settings.IsEntryRoute && activeSinceMs < ExitEndsMs;
        return HasEntryDelayFor(zone) ? long.MaxValue : isPassedOver ? ExitEndsMs : activeSinceMs;
    }

    internal void MoveTo(ProtectionState state, long atMs)
    {
        State = state;
        SinceMs = atMs;
        ExitEndsMs = atMs;
        TestEndsMs = long.MaxValue;
        EndEntry();
    }

    internal void BeginExit()
    {
        ExitEndsMs = SinceMs + _exitDelayMs;
    }

    internal void BeginEntry(int zone, long sinceMs)
    {
        if (EntryZone == NoZone)
        {
            EntryZone = zone;
            EntryDueMs = sinceMs + _entryDelayMs;
        }
    }

    internal void EndEntry()
    {
        EntryZone = NoZone;
        EntryDueMs = long.MaxValue;
    }

    internal void BeginTest(long endsMs, long atMs)
    {
        _beforeTest = State;
        MoveTo(ProtectionState.Test, atMs);
        TestEndsMs = endsMs;
    }

    /// <summary>Keeps the schedule from setting <c>full</c> again at once after a person left it.</summary>
    internal void StayOpen(long atMs)
    {
        MaySetAgainMs = atMs + _stayOpenMs;
    }
}
