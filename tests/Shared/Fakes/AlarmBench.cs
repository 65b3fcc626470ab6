using System.Text;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>
/// An alarm system without board or node, driven by a script: what was done on the left of a table, what was recorded
/// and heard on the right.
/// </summary>
/// <remarks>
/// Acts, separated by blanks: <c>+zone</c> active, <c>-zone</c> normal, <c>cut:zone</c>, <c>short:zone</c>,
/// <c>drift:zone</c>; <c>key</c>, <c>reset</c>, <c>silence</c>; <c>set</c> and the other commands, with <c>:zone:seconds</c>
/// or <c>::seconds</c>; <c>10s</c> waits; <c>restart</c>. Answers: <c>zone=condition!alarm</c>,
/// <c>from&gt;to/by[bypassed]</c>, <c>act:result[zones]</c>, and <c>siren:on</c>, <c>siren:fire</c>, <c>siren:off</c>.
/// </remarks>
internal sealed class AlarmBench
{
    private readonly NodeSettings _settings;
    private readonly StringBuilder _log = new StringBuilder();
    private readonly byte[] _memory = new byte[SafetyMemory.Bytes];
    private AlarmSystem _system;
    private Rhythm _heard = Rhythm.Off;
    private long _nowMs;
    private long _lastId;
    private bool _isStarted;

    public AlarmBench()
        : this(NewSettings())
    {
    }

    public AlarmBench(NodeSettings settings)
    {
        _settings = settings;
        Restart(false);
    }

    public AlarmSystem System
    {
        get { return _system; }
    }

    /// <summary>The time of day at the start; 0 while it is not known.</summary>
    public long StartUnixMs { get; set; } = 1772438400000; // 2026-03-02 08:00 UTC, 16:00 in China, a Monday

    /// <summary>
    /// A gate that is the entry route (held open 60 s, entry 30 s, exit 20 s), a window, motion, smoke, panic, tamper.
    /// </summary>
    public static NodeSettings NewSettings()
    {
        NodeSettings settings = new NodeSettings();
        settings.EntryDelayS = 30;
        settings.ExitDelayS = 20;
        settings.Zones = new ZoneSettings[]
        {
            new ZoneSettings { Name = "gate", Type = ZoneType.Door, IsEntryRoute = true, HeldOpenS = 60 },
            new ZoneSettings { Name = "window", Type = ZoneType.Window },
            new ZoneSettings { Name = "motion", Type = ZoneType.Motion },
            new ZoneSettings { Name = "smoke", Type = ZoneType.Smoke },
            new ZoneSettings { Name = "panic", Type = ZoneType.Panic },
            new ZoneSettings { Name = "tamper", Type = ZoneType.Tamper },
        };
        return settings;
    }

    /// <summary>Runs a script and says what came of it since the last call.</summary>
    public string Run(string script)
    {
        string[] acts = script.Split(' ');
        for (int i = 0; i < acts.Length; i++)
        {
            Do(acts[i]);
        }

        string answer = _log.ToString().Trim();
        _log.Clear();
        return answer;
    }

    private void Do(string act)
    {
        int colon = act.IndexOf(':');
        string word = colon < 0 ? act : act.Substring(0, colon);
        ZoneCondition condition = ZoneConditions.Find(word);
        if (act[0] == '+' || act[0] == '-')
        {
            Change(act.Substring(1), act[0] == '+' ? ZoneCondition.Active : ZoneCondition.Normal);
        }
        else if (condition != 0)
        {
            Change(act.Substring(colon + 1), condition);
        }
        else if (act[0] >= '0' && act[0] <= '9')
        {
            Wait(long.Parse(act.Substring(0, act.Length - 1)) * 1000);
        }
        else if (act == "restart")
        {
            Restart(true);
        }
        else
        {
            Ask(act, word);
        }
    }

    private void Ask(string act, string word)
    {
        _system.Begin(Time(), _nowMs);
        if (act == "key" || word == "reset" || word == "silence")
        {
            _system.Press(act == "key" ? Act.Set : SafetyNames.FindAct(word), _nowMs);
        }
        else
        {
            string[] parts = act.Split(':');
            Command command = new Command { By = "officer", Act = word, Reason = "drill" };
            command.Id = ++_lastId;
            command.ExpiresUnixMs = StartUnixMs + _nowMs;
            command.Zone = parts.Length > 1 ? parts[1] : "";
            command.DurationS = parts.Length > 2 ? long.Parse(parts[2]) : 0;
            _system.Obey(command);
        }

        Finish();
    }

    private void Change(string zone, ZoneCondition condition)
    {
        _system.Begin(Time(), _nowMs);
        _system.Change(_system.Zones.IndexOf(zone), condition, _nowMs);
        Finish();
    }

    private void Wait(long durationMs)
    {
        long endMs = _nowMs + durationMs;
        while (_system.DueMs <= endMs)
        {
            _nowMs = _system.DueMs > _nowMs ? _system.DueMs : _nowMs + 1;
            _system.Begin(Time(), _nowMs);
            Finish();
        }

        _nowMs = endMs;
        _system.Begin(Time(), _nowMs);
        Finish();
    }

    private void Restart(bool keepsMemory)
    {
        if (keepsMemory)
        {
            _system.Save(_memory);
        }

        StartUnixMs += _nowMs;
        _nowMs = 0;
        _heard = Rhythm.Off;
        _system = new AlarmSystem(_settings);
        _isStarted = false;
        if (keepsMemory)
        {
            _system.Load(_memory);
            _system.Begin(Time(), _nowMs);
            Finish();
        }
    }

    private void Finish()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _system.Start();
        }

        _system.Finish();
        for (int i = 0; i < _system.Events.Count; i++)
        {
            Log(_system.Events.At(i));
        }

        _system.Events.Clear();
        Rhythm siren = _system.Annunciator.Siren.Rhythm;
        if (siren != _heard)
        {
            _heard = siren;
            _log.Append(siren == Rhythm.Off ? "siren:off " : siren == Rhythm.On ? "siren:on " : "siren:fire ");
        }
    }

    private void Log(SafetyEvent what)
    {
        switch (what.Kind)
        {
            case SafetyEventKind.Zone:
                _log.Append(_system.Zones.At(what.Zone).Settings.Name + "=" + ZoneConditions.NameOf(what.Condition));
                _log.Append(what.Alarm == 0 ? " " : "!" + SafetyNames.Of(what.Alarm) + " ");
                break;
            case SafetyEventKind.Protection:
                _log.Append(SafetyNames.Of(what.From) + ">" + SafetyNames.Of(what.To) + "/" + SafetyNames.Of(what.Order.By));
                LogZones(what.Zones);
                break;
            case SafetyEventKind.Command:
                _log.Append(what.Order.ActName + ":" + SafetyNames.Of(what.Result));
                LogZones(what.Zones);
                break;
            case SafetyEventKind.Fault:
                _log.Append((what.HasBegun ? "+" : "-") + SafetyNames.Of(what.Fault) + " ");
                break;
            default:
                throw new System.ArgumentOutOfRangeException(nameof(what));
        }
    }

    private void LogZones(int zones)
    {
        for (int i = 0; i < _system.Zones.Count; i++)
        {
            if ((zones & (1 << i)) != 0)
            {
                _log.Append("[" + _system.Zones.At(i).Settings.Name + "]");
            }
        }

        _log.Append(' ');
    }

    private ClockReading Time()
    {
        return StartUnixMs == 0 ? default : ClockReading.At(StartUnixMs + _nowMs, 40, ClockQuality.Sync);
    }
}
