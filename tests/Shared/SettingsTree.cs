using System;
using System.Collections;
using Wugang.Firmware.Core.Config;

namespace Wugang.Tests.Shared;

/// <summary>Settings as a JSON reader gives them, good at first; a test changes what it is about.</summary>
internal sealed class SettingsTree
{
    private static readonly int[] PinOfChannel = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

    public SettingsTree()
    {
        Root = new Hashtable();
        Root["node"] = Sample.Node;
        Root["broker"] = Table("host", "broker.local", "port", 1883);
        Root["siren"] = Table("pin", 21, "loop", Table("channel", 8, "pull_up_ohm", 2200, "end_ohm", 2200));
        Root["controls"] = Table("reset_pin", 14, "set_pin", 12);
        Root["supply"] = Table(
            "mains_pin", 18, "battery_channel", 7, "full_scale_mv", 16000, "low_mv", 11600, "exhausted_mv", 11000);
        Root["battery_clock"] = Table("sda_pin", 11, "scl_pin", 43);
        Root["schedule"] = Table(
            "hours",
            List(
                Table("days", "mon-fri", "open", "07:30", "close", "12:00"),
                Table("days", "mon,wed-fri", "open", "12:00", "close", "18:30")),
            "holidays",
            List(20261001, 20261002));
        Root["zones"] = List(
            Table("name", "gate", "type", "door", "pin", 15, "entry_route", true, "held_open_s", 60),
            Table("name", "guard_panic", "type", "panic", "pin", 16, "debounce_ms", 20),
            Table("name", "hall_smoke", "type", "smoke", "loop", Loop(0)));
        Root["meters"] = List(
            Table("name", "gas", "medium", "gas", "pin", 39, "litres_per_impulse", 10),
            Table("name", "power", "medium", "electricity", "pin", 40, "impulses_per_kwh", 1600));
    }

    /// <summary>In place of its meters, one of each protocol on one line and a pulse meter beside the first.</summary>
    public SettingsTree WithBus()
    {
        Root["lines"] = List(Table("port", 2, "transmit_pin", 17, "receive_pin", 20, "direction_pin", 35));
        Hashtable register = Table("address", 256, "unit", "m3", "decimals", 2);
        Root["meters"] = List(
            Table("name", "power", "medium", "electricity", "bus", Table("port", 2, "protocol", "dlt645"), "beside", "pulses"),
            Table("name", "water", "medium", "water", "bus", Table("port", 2, "protocol", "cjt188")),
            Table(
                "name", "gas", "medium", "gas", "bus", Table("port", 2, "protocol", "modbus", "address", 3, "register", register)),
            Table("name", "pulses", "medium", "electricity", "pin", 40, "impulses_per_kwh", 1600));
        return this;
    }

    public Hashtable Root { get; }

    /// <summary>The loop of a detector whose relay closes.</summary>
    public static Hashtable Loop(int channel)
    {
        return Table(
            "channel", channel, "pull_up_ohm", 2200, "end_ohm", 2200, "alarm_ohm", 1000, "opens_when_active", false);
    }

    /// <summary>An object of names and values in turn.</summary>
    public static Hashtable Table(params object[] namesAndValues)
    {
        Hashtable table = new Hashtable();
        for (int i = 0; i < namesAndValues.Length; i += 2)
        {
            table[namesAndValues[i]] = namesAndValues[i + 1];
        }

        return table;
    }

    public static ArrayList List(params object[] items)
    {
        ArrayList list = new ArrayList();
        for (int i = 0; i < items.Length; i++)
        {
            list.Add(items[i]);
        }

        return list;
    }

    /// <summary>Sets what is at a path such as <c>zones[2].loop.channel</c>, or adds it.</summary>
    public SettingsTree Set(string path, object value)
    {
        string last;
        Hashtable owner = OwnerOf(path, out last);
        owner[last] = value;
        return this;
    }

    public SettingsTree Remove(string path)
    {
        string last;
        Hashtable owner = OwnerOf(path, out last);
        owner.Remove(last);
        return this;
    }

    public NodeSettings Read()
    {
        return new NodeSettingsReader(Root, PinOfChannel).Read();
    }

    /// <summary>What the reader says is wrong; it refuses the settings as a whole if it says anything.</summary>
    public string[] ReadErrors()
    {
        NodeSettingsReader reader = new NodeSettingsReader(Root, PinOfChannel);
        bool isRefused = reader.Read() == null;
        if (isRefused != reader.Errors.Length > 0)
        {
            throw new InvalidOperationException("Refused without a reason, or with a reason and not refused.");
        }

        return reader.Errors;
    }

    private Hashtable OwnerOf(string path, out string last)
    {
        string[] steps = path.Split('.');
        Hashtable owner = Root;
        for (int i = 0; i < steps.Length - 1; i++)
        {
            int bracket = steps[i].IndexOf('[');
            object next = bracket < 0 ? owner[steps[i]] : ItemOf(owner, steps[i], bracket);
            owner = (Hashtable)next;
        }

        last = steps[steps.Length - 1];
        return owner;
    }

    private static object ItemOf(Hashtable owner, string step, int bracket)
    {
        ArrayList list = (ArrayList)owner[step.Substring(0, bracket)];
        return list[step[bracket + 1] - '0'];
    }
}
