using System;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Node;

/// <summary>Turns the events of the alarm system into records (wire format, "Record").</summary>
internal sealed class SafetyRecords
{
    private readonly ZoneSet _zones;
    private readonly Recorder _recorder;
    private readonly AlarmLatency _latency;

    public SafetyRecords(ZoneSet zones, Recorder recorder, AlarmLatency latency)
    {
        _zones = zones;
        _recorder = recorder;
        _latency = latency;
    }

    /// <summary>Whether the storage has refused an event since this was last taken back.</summary>
    public bool HasRefused { get; set; }

    /// <summary>Whether the storage takes records.</summary>
    public bool IsStorageWell
    {
        get { return _recorder.LastAppend == AppendStatus.Stored; }
    }

    public void Write(SafetyEvent what, long nowMs)
    {
        switch (what.Kind)
        {
            case SafetyEventKind.Zone:
                WriteZone(what, nowMs);
                return;
            case SafetyEventKind.Protection:
                WriteProtection(what);
                break;
            case SafetyEventKind.Command:
                WriteCommand(what);
                break;
            case SafetyEventKind.Fault:
                CanonicalWriter data = _recorder.Begin(RecordKind.Fault);
                data.Name("fault").Text(SafetyNames.Of(what.Fault)).Name("state").Text(what.HasBegun ? "begun" : "ended");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }

        Commit(nowMs);
    }

    /// <summary>Writes the names of zones that are given as bits, as an array.</summary>
    public void WriteNames(CanonicalWriter json, int zones)
    {
        json.BeginArray();
        for (int i = 0; i < _zones.Count; i++)
        {
            if ((zones & (1 << i)) != 0)
            {
                json.Text(_zones.At(i).Settings.Name);
            }
        }

        json.EndArray();
    }

    private void WriteZone(SafetyEvent what, long nowMs)
    {
        Zone zone = _zones.At(what.Zone);
        CanonicalWriter data = _recorder.Begin(RecordKind.Zone);
        if (what.Alarm != 0)
        {
            data.Name("alarm").Text(SafetyNames.Of(what.Alarm));
            data.Name("input_to_siren_ms").Integer(nowMs - what.AlarmSinceMs);
        }

        data.Name("state").Text(ZoneConditions.NameOf(what.Condition));
        data.Name("type").Text(ZoneTypes.NameOf(zone.Settings.Type)).Name("zone").Text(zone.Settings.Name);
        if (Commit(nowMs) && what.Alarm != 0)
        {
            _latency.Expect(_recorder.LastSequence, what.AlarmSinceMs);
        }
    }

    private bool Commit(long nowMs)
    {
        AppendStatus status = _recorder.Commit(nowMs);
        HasRefused = HasRefused || status == AppendStatus.StorageFailed;
        return status == AppendStatus.Stored;
    }

    private void WriteProtection(SafetyEvent what)
    {
        Order order = what.Order;
        CanonicalWriter data = _recorder.Begin(RecordKind.Protection);
        data.Name("by").Text(SafetyNames.Of(order.By)).Name("bypassed");
        WriteNames(data, what.Zones);
        data.Name("from").Text(SafetyNames.Of(what.From)).Name("hours").Text(SafetyNames.Of(what.Hours));
        WriteId(data, order);
        data.Name("reason").Text(order.Reason).Name("to").Text(SafetyNames.Of(what.To)).Name("who").Text(order.Who);
    }

    private void WriteCommand(SafetyEvent what)
    {
        Order order = what.Order;
        CanonicalWriter data = _recorder.Begin(RecordKind.Command);
        data.Name("by").Text(SafetyNames.Of(order.By)).Name("command").Text(order.ActName);
        WriteId(data, order);
        data.Name("result").Text(SafetyNames.Of(what.Result)).Name("who").Text(order.Who).Name("zones");
        WriteNames(data, what.Zones);
    }

    private static void WriteId(CanonicalWriter data, Order order)
    {
        if (order.By == Actor.Command)
        {
            data.Name("id").Integer(order.Id);
        }
    }
}
