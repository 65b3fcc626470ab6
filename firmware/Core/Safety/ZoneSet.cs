using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Core.Safety;

/// <summary>All zones of a node, and questions to all of them. Sets of zones are bits, bit 0 the first zone.</summary>
public sealed class ZoneSet
{
    private readonly Zone[] _zones;

    internal ZoneSet(ZoneSettings[] settings)
    {
        _zones = new Zone[settings.Length];
        for (int i = 0; i < _zones.Length; i++)
        {
            _zones[i] = new Zone(settings[i]);
        }
    }

    public int Count
    {
        get { return _zones.Length; }
    }

    /// <summary>Zones that are not watched for a time.</summary>
    public int Bypassed
    {
        get
        {
            int zones = 0;
            for (int i = 0; i < _zones.Length; i++)
            {
                if (_zones[i].IsBypassed)
                {
                    zones |= 1 << i;
                }
            }

            return zones;
        }
    }

    /// <summary>Faulty zones among those that are watched at all hours.</summary>
    public int FaultyAtAllHours
    {
        get
        {
            int zones = 0;
            for (int i = 0; i < _zones.Length; i++)
            {
                Zone zone = _zones[i];
                if (zone.IsWatchedAtAllHours && zone.IsFaulty)
                {
                    zones |= 1 << i;
                }
            }

            return zones;
        }
    }

    /// <summary>Active tamper zones.</summary>
    public int Tampered
    {
        get
        {
            int zones = 0;
            for (int i = 0; i < _zones.Length; i++)
            {
                Zone zone = _zones[i];
                if (zone.Condition == ZoneCondition.Active && zone.Settings.Type == ZoneType.Tamper)
                {
                    zones |= 1 << i;
                }
            }

            return zones;
        }
    }

    /// <summary>Whether any alarm is held.</summary>
    public bool HasAlarm
    {
        get
        {
            for (int i = 0; i < _zones.Length; i++)
            {
                if (_zones[i].Alarm != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The loudest sound of all alarms that were not silenced, 0 where there is none.</summary>
    public AlarmSound Sound
    {
        get
        {
            AlarmSound loudest = 0;
            for (int i = 0; i < _zones.Length; i++)
            {
                loudest = _zones[i].Sound > loudest ? _zones[i].Sound : loudest;
            }

            return loudest;
        }
    }

    public Zone At(int index)
    {
        return _zones[index];
    }

    /// <summary>Index of the zone of this name, −1 where there is none.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < _zones.Length; i++)
        {
            if (_zones[i].Settings.Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Zones that keep <c>full</c> from being set: any that is faulty, and the open ones that nobody leaves by.</summary>
    internal int FindInTheWay(bool hasExitDelay)
    {
        int zones = 0;
        for (int i = 0; i < _zones.Length; i++)
        {
            Zone zone = _zones[i];
            bool isOpen = !zone.IsWatchedAtAllHours && zone.Condition == ZoneCondition.Active
                && !(zone.Settings.IsEntryRoute && hasExitDelay);
            zones |= !zone.IsBypassed && (zone.IsFaulty || isOpen) ? 1 << i : 0;
        }

        return zones;
    }

    /// <summary>Stops the sound of the alarms that came up to a time; they stay.</summary>
    /// <returns>Zones that sounded.</returns>
    internal int Silence(long atMs)
    {
        int silenced = 0;
        for (int i = 0; i < _zones.Length; i++)
        {
            if (_zones[i].Sound != 0 && _zones[i].AlarmSinceMs <= atMs)
            {
                _zones[i].Silence();
                silenced |= 1 << i;
            }
        }

        return silenced;
    }

    /// <summary>Lets go of the alarms that came up to a time and whose cause is gone (clause S3).</summary>
    /// <param name="atMs">The time; an alarm that came after a key was turned is not the one that was reset.</param>
    /// <param name="kept">Zones whose alarm stays, since its cause stands.</param>
    /// <returns>Zones whose alarm is gone.</returns>
    internal int Reset(long atMs, out int kept)
    {
        int released = 0;
        kept = 0;
        for (int i = 0; i < _zones.Length; i++)
        {
            Zone zone = _zones[i];
            if (zone.Alarm == 0 || zone.AlarmSinceMs > atMs)
            {
                continue;
            }

            if (zone.DoesCauseStand)
            {
                kept |= 1 << i;
            }
            else
            {
                zone.Release();
                released |= 1 << i;
            }
        }

        return released;
    }
}
