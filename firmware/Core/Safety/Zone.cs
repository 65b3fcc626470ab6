using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// One zone while the node runs: its settled condition, its bypass and the alarm it holds. Whether a condition is an
/// alarm follows from the protection state alone, so that an alarm is found again whatever changed around it.
/// </summary>
public sealed class Zone
{
    private const int MsPerSecond = 1000;

    private long _faultySinceMs;
    private long _watchedSinceMs;
    private AlarmCause _raised;
    private AlarmSound _raisedSound;

    internal Zone(ZoneSettings settings)
    {
        Settings = settings;
        IsWatchedAtAllHours = ZoneTypes.IsWatchedAtAllHours(settings.Type);
    }

    public ZoneSettings Settings { get; }

    /// <summary>Whether it is watched whatever the protection state.</summary>
    public bool IsWatchedAtAllHours { get; }

    /// <summary>The settled condition; normal until the first change.</summary>
    public ZoneCondition Condition { get; private set; } = ZoneCondition.Normal;

    /// <summary>When the condition began, in monotonic milliseconds: its first edge.</summary>
    public long SinceMs { get; private set; }

    public bool IsFaulty
    {
        get { return ZoneConditions.IsFault(Condition); }
    }

    /// <summary>Whether the zone is not watched for a time.</summary>
    public bool IsBypassed { get; private set; }

    /// <summary>Whether the bypass came with a forced setting: it ends with the zone's fault or with <c>full</c>.</summary>
    public bool IsBypassForced { get; private set; }

    /// <summary>When the bypass ends by itself.</summary>
    public long BypassEndsMs { get; private set; }

    /// <summary>Cause of the newest alarm that is held, 0 where none is.</summary>
    public AlarmCause Alarm { get; private set; }

    /// <summary>The loudest sound of the alarms that are held and were not silenced, 0 where there is none.</summary>
    public AlarmSound Sound { get; private set; }

    /// <summary>When the newest alarm began: its first edge, or the moment a time ran out.</summary>
    public long AlarmSinceMs { get; private set; }

    /// <summary>Whether a reset keeps the alarm: the zone is active or faulty, and watched.</summary>
    public bool DoesCauseStand
    {
        get { return Condition != ZoneCondition.Normal && !IsBypassed; }
    }

    internal void Change(ZoneCondition condition, long sinceMs)
    {
        if (!IsFaulty)
        {
            _faultySinceMs = sinceMs;
        }

        // Active again is a new alarm, even after a fault that was too short to be one.
        _raised = condition == ZoneCondition.Active ? 0 : _raised;
        Condition = condition;
        SinceMs = sinceMs;
    }

    internal void BeginBypass(long endsMs, bool isForced)
    {
        IsBypassed = true;
        IsBypassForced = isForced;
        BypassEndsMs = endsMs;
    }

    internal void EndBypass(long atMs)
    {
        IsBypassed = false;
        IsBypassForced = false;
        WatchAnew(atMs);
    }

    /// <summary>Lets delays count from now, and a cause that still stands raise its alarm again.</summary>
    internal void WatchAnew(long atMs)
    {
        _watchedSinceMs = atMs;
        _raised = 0;
    }

    /// <summary>Holds an alarm until it is released.</summary>
    internal void Hold(AlarmCause cause, AlarmSound sound, long sinceMs)
    {
        Alarm = cause;
        AlarmSinceMs = sinceMs;
        Sound = sound > Sound ? sound : Sound;
    }

    internal void Silence()
    {
        Sound = 0;
    }

    internal void Release()
    {
        Alarm = 0;
        Sound = 0;
    }

    /// <summary>The alarm that is due by a time and was not taken yet.</summary>
    /// <param name="protection">The state in which the zone is watched.</param>
    /// <param name="atMs">The time.</param>
    /// <param name="sinceMs">When it became due.</param>
    /// <returns>Its cause, or 0 where there is none.</returns>
    internal AlarmCause TakeDue(Protection protection, long atMs, out long sinceMs)
    {
        AlarmCause cause = FindCause(protection, out sinceMs);
        if (cause == 0)
        {
            _raised = 0;
            return 0;
        }

        if (sinceMs > atMs || IsRaised(cause))
        {
            return 0;
        }

        NoteRaised(cause);
        return cause;
    }

    /// <summary>Notes that the present condition has raised this alarm.</summary>
    internal void NoteRaised(AlarmCause cause)
    {
        _raised = cause;
        _raisedSound = SoundOf(cause);
    }

    /// <summary>When an alarm will be due if nothing changes, <see cref="long.MaxValue"/> where none will.</summary>
    internal long DueMs(Protection protection)
    {
        long dueMs;
        AlarmCause cause = FindCause(protection, out dueMs);
        return cause == 0 || IsRaised(cause) ? long.MaxValue : dueMs;
    }

    /// <summary>From when on the entry delay counts, <see cref="long.MaxValue"/> where it does not.</summary>
    internal long EntrySinceMs(Protection protection)
    {
        bool isEntering = protection.HasEntryDelayFor(this) && Condition == ZoneCondition.Active
            && !IsBypassed && !IsRaised(AlarmCause.Intrusion);
        return isEntering
            ? Moments.Later(Moments.Later(SinceMs, _watchedSinceMs), Moments.Later(protection.SinceMs, protection.ExitEndsMs))
            : long.MaxValue;
    }

    /// <summary>How an alarm of this cause sounds while the zone is as it is.</summary>
    internal AlarmSound SoundOf(AlarmCause cause)
    {
        if (cause == AlarmCause.Fault)
        {
            bool isTampering = Condition == ZoneCondition.Cut || Condition == ZoneCondition.Short;
            return isTampering ? AlarmSound.Intrusion : AlarmSound.Trouble;
        }

        bool isFire = Settings.Type == ZoneType.Smoke || Settings.Type == ZoneType.GasLeak;
        return cause == AlarmCause.HeldOpen ? AlarmSound.Attention
            : isFire ? AlarmSound.Fire
            : AlarmSound.Intrusion;
    }

    /// <summary>Whether the present condition has raised this alarm already.</summary>
    private bool IsRaised(AlarmCause cause)
    {
        // A fault that grows from a drift into a cut sounds louder: that is an alarm of its own.
        return _raised == cause && _raisedSound >= SoundOf(cause);
    }

    /// <summary>The alarm that the present condition is, or will be if it lasts, and since or from when on.</summary>
    private AlarmCause FindCause(Protection protection, out long sinceMs)
    {
        sinceMs = Moments.Later(IsFaulty ? _faultySinceMs : SinceMs, _watchedSinceMs);
        if (IsBypassed || Condition == ZoneCondition.Normal)
        {
            return 0;
        }

        if (Condition == ZoneCondition.Silent && Settings.Sensor != null)
        {
            // Right after a start nobody has spoken yet, which is a fault but no alarm before it lasts.
            sinceMs = Moments.Later(sinceMs, (long)Settings.Sensor.SilentAfterS * MsPerSecond);
        }

        if (IsWatchedAtAllHours)
        {
            sinceMs += IsFaulty ? (long)Settings.FaultDelayS * MsPerSecond : 0;
            return IsFaulty ? AlarmCause.Fault : AlarmCause.Detected;
        }

        sinceMs = Moments.Later(sinceMs, protection.SinceMs);
        switch (protection.State)
        {
            case ProtectionState.Full:
                sinceMs = IsFaulty ? sinceMs : protection.IntrusionSinceMs(this, sinceMs);
                return IsFaulty ? AlarmCause.Fault : AlarmCause.Intrusion;
            case ProtectionState.Day:
                sinceMs += (long)Settings.HeldOpenS * MsPerSecond;
                bool isHeldOpen = Settings.Type == ZoneType.Door && Settings.HeldOpenS > 0 && !IsFaulty;
                return isHeldOpen ? AlarmCause.HeldOpen : 0;
            case ProtectionState.Test:
            case ProtectionState.None:
                return 0;
            default:
                throw new System.InvalidOperationException("The protection state is not a member.");
        }
    }
}
