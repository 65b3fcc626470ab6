using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// The whole alarm system as a pure decision: conditions, keys, commands and time go in, events and sounds come out.
/// </summary>
/// <remarks>
/// A step is <see cref="Begin"/>, then the changes (zones that are watched at all hours first, the rest with the keys in
/// order of their times), then <see cref="Finish"/>. Each change waits until <see cref="SafetyEvents.HasRoom"/>. What follows from zones,
/// state and time is worked out only where one of them has changed, or a time that was waited for has come.
/// </remarks>
public sealed class AlarmSystem
{
    private const int MsPerSecond = 1000;

    private readonly ActRunner _acts;
    private readonly Schedule _schedule;
    private readonly int _sirenLimitMs;
    private ClockReading _time;
    private long _nowMs;
    private long _sirenEndsMs;
    private bool _isSettled;
    private long _dueMs = long.MaxValue;
    private long _unixAtBootMs;
    private ProtectionState _stateBeforeStart;
    private bool _wasBypassed;

    public AlarmSystem(NodeSettings settings)
    {
        Zones = new ZoneSet(settings.Zones);
        Protection = new Protection(settings);
        Supply = new SupplyMonitor(settings.Supply, settings.Siren.Loop, Events);
        _schedule = new Schedule(settings.Schedule);
        _acts = new ActRunner(Zones, Protection, _schedule, Events, settings.Sensors);
        _sirenLimitMs = settings.Siren.LimitS * MsPerSecond;
        Assessment = Assess();
    }

    public ZoneSet Zones { get; }

    public Protection Protection { get; }

    public SupplyMonitor Supply { get; }

    public Annunciator Annunciator { get; } = new Annunciator();

    /// <summary>What happened and was not recorded yet.</summary>
    public SafetyEvents Events { get; } = new SafetyEvents();

    /// <summary>Whether something happened since the last <see cref="Save"/> that may have to survive a restart.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>Number of the newest command that was answered, over restarts; 0 where there was none.</summary>
    public long LastCommandId { get; private set; }

    /// <summary>Sensors that a command has asked to pair, as bits in the order of the settings; whoever pairs them sets it to 0.</summary>
    public int SensorsToPair
    {
        get { return _acts.SensorsToPair; }
        set { _acts.SensorsToPair = value; }
    }

    /// <summary>Whether the node counts as protected, and why not, as of the last <see cref="Finish"/>.</summary>
    public Assessment Assessment { get; private set; }

    /// <summary>Goes on with what was held before a restart, see <see cref="Save"/>; to be called before the first step.</summary>
    public void Load(byte[] memory)
    {
        LastCommandId = SafetyMemory.ReadCommandId(memory);
        _stateBeforeStart = SafetyMemory.ReadState(memory);
        _wasBypassed = SafetyMemory.ReadAlarms(memory, Zones);
        Protection.MoveTo(SafetyMemory.ReadLastingState(memory), 0);
    }

    /// <summary>Writes what must survive a restart: state, alarms, and the number of the newest command.</summary>
    public void Save(byte[] memory)
    {
        SafetyMemory.Write(memory, Protection, Zones, LastCommandId);
        IsUnsaved = false;
    }

    /// <summary>To be called in the first step: says what the start itself has changed.</summary>
    public void Start()
    {
        _isSettled = false;
        _acts.Start(_stateBeforeStart, _wasBypassed, _nowMs);
        _sirenEndsMs = _nowMs + _sirenLimitMs;
    }

    /// <summary>Begins a step.</summary>
    /// <param name="time">The time of day as far as the node knows it.</param>
    /// <param name="nowMs">Monotonic milliseconds since boot; never earlier than at the step before.</param>
    public void Begin(ClockReading time, long nowMs)
    {
        long unixAtBootMs = time.UnixMs == 0 ? 0 : time.UnixMs - nowMs;
        _isSettled = _isSettled && unixAtBootMs == _unixAtBootMs;
        _unixAtBootMs = unixAtBootMs;
        _time = time;
        _nowMs = nowMs;
        _acts.Time = time;
    }

    /// <summary>A zone has settled in another condition.</summary>
    public void Change(int index, ZoneCondition condition, long sinceMs)
    {
        _isSettled = false;
        Zone zone = Zones.At(index);
        if (zone.IsWatchedAtAllHours)
        {
            RaiseIfDue(index, sinceMs);
        }
        else
        {
            RunTimers(sinceMs);
        }

        zone.Change(condition, sinceMs);
        if (zone.IsBypassForced && condition == ZoneCondition.Normal)
        {
            _acts.EndBypass(zone, Order.OfTimer, sinceMs);
        }

        long alarmSinceMs;
        AlarmCause cause = zone.TakeDue(Protection, sinceMs, out alarmSinceMs);
        AddZone(index, cause, alarmSinceMs);
        BeginEntryIfDue(index, sinceMs);
        bool chimes = zone.Settings.Type == ZoneType.Door && condition == ZoneCondition.Active
            && Protection.State == ProtectionState.Day;
        if (chimes)
        {
            Annunciator.Chime(_nowMs);
        }
    }

    /// <summary>A key was turned or pressed. That of <see cref="Act.Set"/> leaves <c>full</c> where it is set.</summary>
    public void Press(Act key, long atMs)
    {
        _isSettled = false;
        RunTimers(atMs);
        bool isLeaving = key == Act.Set && Protection.State == ProtectionState.Full;
        Act act = isLeaving ? Act.Unset : key;
        if (_acts.Run(act, Order.OfKey(act), atMs) == ActResult.Refused)
        {
            Annunciator.Refuse(_nowMs);
        }
    }

    /// <summary>
    /// A command came whose signature is good and whose number is above <see cref="LastCommandId"/>. It is obeyed or
    /// refused, and answered by an event.
    /// </summary>
    public void Obey(Command command)
    {
        _isSettled = false;
        RunTimers(_nowMs);
        LastCommandId = command.Id;
        Act act = SafetyNames.FindAct(command.Act);
        Order order = Order.OfCommand(command);
        if (_time.UnixMs != 0 && _time.UnixMs <= command.ExpiresUnixMs && act != 0)
        {
            _acts.Run(act, order, _nowMs);
            return;
        }

        ActResult problem = _time.UnixMs == 0 ? ActResult.TimeUnknown
            : act == 0 ? ActResult.UnknownCommand
            : ActResult.Expired;
        Events.Add().SetCommand(order, problem, 0);
    }

    /// <summary>Ends a step, or a part of it: what the time has brought, and what is to be heard and seen.</summary>
    /// <returns>Whether anything may have changed.</returns>
    public bool Finish()
    {
        if (_isSettled && _nowMs < _dueMs && Events.Count == 0)
        {
            return false;
        }

        RunTimers(_nowMs);
        bool mustSet = Protection.State == ProtectionState.Day
            && _nowMs >= Protection.MaySetAgainMs
            && _schedule.At(_time) == OpeningState.Closed;
        if (mustSet && Events.HasRoom)
        {
            _acts.SetBySchedule(_nowMs);
        }

        if (_nowMs >= _sirenEndsMs && Zones.Sound >= AlarmSound.Intrusion)
        {
            // The siren has its limit, the alarm has none (clause S3).
            Zones.Silence(long.MaxValue);
            IsUnsaved = true;
        }

        IsUnsaved = IsUnsaved || Events.Count > 0;
        Assessment = Assess();
        Annunciator.Update(Zones, Protection, Assessment.IsProtected && !Supply.HasFault, _nowMs);
        _dueMs = FindDueMs();

        // What had no room waits for it, and nothing tells when it is there.
        _isSettled = Events.HasRoom;
        return true;
    }

    /// <summary>
    /// Says once more how everything is, as events: to be called without any that wait, once records that were refused would be
    /// stored again.
    /// </summary>
    public void Restate()
    {
        for (int i = 0; i < Zones.Count; i++)
        {
            Events.Add().SetZone(i, Zones.At(i).Condition, 0, 0);
        }

        _acts.Restate();
        Supply.Restate();
    }

    /// <summary>When the next step is due at the latest if no input changes, as of the last <see cref="Finish"/>.</summary>
    public long DueMs
    {
        get { return Moments.Earlier(_dueMs, Supply.DueMs); }
    }

    private Assessment Assess()
    {
        return new Assessment(
            Protection.State,
            Zones.FaultyAtAllHours,
            Zones.Bypassed,
            Zones.Tampered,
            Supply.IsSirenFaulty,
            Supply.IsExhausted);
    }

    private long FindDueMs()
    {
        long dueMs = Annunciator.DueMs;
        for (int i = 0; i < Zones.Count; i++)
        {
            Zone zone = Zones.At(i);
            dueMs = Moments.Earlier(dueMs, zone.DueMs(Protection));
            dueMs = Moments.Earlier(dueMs, zone.IsBypassed ? zone.BypassEndsMs : long.MaxValue);
        }

        dueMs = Moments.Earlier(dueMs, Moments.Earlier(Protection.EntryDueMs, Protection.TestEndsMs));
        dueMs = Moments.Earlier(dueMs, Protection.ExitEndsMs > _nowMs ? Protection.ExitEndsMs : long.MaxValue);
        dueMs = Moments.Earlier(dueMs, Annunciator.IsSirenSounding ? _sirenEndsMs : long.MaxValue);
        return Protection.State == ProtectionState.Day ? Moments.Earlier(dueMs, ScheduleDueMs()) : dueMs;
    }

    private long ScheduleDueMs()
    {
        long minuteMs = _nowMs + _schedule.RemainingMs(_time);
        return Protection.MaySetAgainMs > _nowMs ? Moments.Earlier(minuteMs, Protection.MaySetAgainMs) : minuteMs;
    }

    /// <summary>What had run out by a time. What has no room for its event stays due.</summary>
    private void RunTimers(long atMs)
    {
        if (atMs >= Protection.EntryDueMs && Events.HasRoom)
        {
            int entry = Protection.EntryZone;
            Zones.At(entry).NoteRaised(AlarmCause.Intrusion);
            AddZone(entry, AlarmCause.Intrusion, Protection.EntryDueMs);
            Protection.EndEntry();
        }

        if (atMs >= Protection.TestEndsMs && Events.HasRoom)
        {
            _acts.EndTest(Order.OfTimer, Protection.TestEndsMs);
        }

        for (int i = 0; i < Zones.Count; i++)
        {
            Zone zone = Zones.At(i);
            if (zone.IsBypassed && atMs >= zone.BypassEndsMs && Events.HasRoom)
            {
                _acts.EndBypass(zone, Order.OfTimer, zone.BypassEndsMs);
            }

            RaiseIfDue(i, atMs);
            BeginEntryIfDue(i, atMs);
        }
    }

    private void RaiseIfDue(int index, long atMs)
    {
        if (!Events.HasRoom)
        {
            return;
        }

        long sinceMs;
        AlarmCause cause = Zones.At(index).TakeDue(Protection, atMs, out sinceMs);
        if (cause != 0)
        {
            AddZone(index, cause, sinceMs);
        }
    }

    private void BeginEntryIfDue(int index, long atMs)
    {
        long sinceMs = Zones.At(index).EntrySinceMs(Protection);
        if (sinceMs <= atMs)
        {
            Protection.BeginEntry(index, sinceMs);
        }
    }

    private void AddZone(int index, AlarmCause cause, long sinceMs)
    {
        Zone zone = Zones.At(index);
        Events.Add().SetZone(index, zone.Condition, cause, sinceMs);
        if (cause == 0)
        {
            return;
        }

        AlarmSound sound = Protection.State == ProtectionState.Test ? 0 : zone.SoundOf(cause);
        zone.Hold(cause, sound, sinceMs);
        if (sound >= AlarmSound.Intrusion)
        {
            _sirenEndsMs = _nowMs + _sirenLimitMs;
        }
    }
}
