using System.Collections;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads the list of radio sensors, and finds the one that a zone or meter follows.</summary>
internal sealed class SensorReader
{
    private const int MinSilentAfterS = 10;

    private SensorSettings[] _sensors = new SensorSettings[0];

    public SensorSettings[] ReadList(SettingsObject root)
    {
        ArrayList items = root.ReadList("sensors", Limits.MaxSensors);
        ArrayList sensors = new ArrayList();
        NameList names = new NameList(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            SettingsObject item = root.ItemOf(items, "sensors", i);
            if (item != null)
            {
                sensors.Add(ReadSensor(item, names.Read(item), sensors));
            }
        }

        _sensors = (SensorSettings[])sensors.ToArray(typeof(SensorSettings));
        return _sensors;
    }

    /// <summary>The sensor that a zone or meter names; null where it names none, or one that there is not.</summary>
    public SensorSettings ReadFollowed(SettingsObject item)
    {
        if (!item.Has("sensor"))
        {
            return null;
        }

        string name = item.ReadText("sensor", 1);
        for (int i = 0; i < _sensors.Length; i++)
        {
            if (_sensors[i].Name == name)
            {
                return _sensors[i];
            }
        }

        if (name.Length > 0)
        {
            item.Refuse("sensor", "must be the name of a sensor");
        }

        return null;
    }

    private static SensorSettings ReadSensor(SettingsObject item, string name, ArrayList before)
    {
        SensorSettings sensor = new SensorSettings();
        sensor.Name = name;
        sensor.Address = item.ReadText("address", 1);
        if (sensor.Address.Length > 0 && !SensorAddress.IsAddress(sensor.Address))
        {
            item.Refuse("address", SensorAddress.Requirement);
        }

        for (int i = 0; i < before.Count; i++)
        {
            if (sensor.Address.Length > 0 && ((SensorSettings)before[i]).Address == sensor.Address)
            {
                item.Refuse("address", "is that of another sensor");
            }
        }

        sensor.SilentAfterS = item.ReadInteger("silent_after_s", MinSilentAfterS, Limits.MaxSilentAfterS, sensor.SilentAfterS);
        item.Finish();
        return sensor;
    }
}
