using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Drivers.Bthome;

namespace Wugang.Firmware.Node.Sensors;

/// <summary>
/// The newest counter of each sensor, over restarts. A sensor is known by its address and a mark of its key: with another key it begins anew,
/// and nothing that was recorded before can be sent again.
/// </summary>
internal sealed class SensorMemory
{
    private const int AddressBytes = 6;
    private const int CounterIndex = AddressBytes;
    private const int KnownIndex = CounterIndex + 4;
    private const int MarkIndex = KnownIndex + 1;
    private const int MarkBytes = 3;
    private const int EntryBytes = MarkIndex + MarkBytes;

    private readonly Slot _slot;
    private readonly byte[] _entries = new byte[Limits.MaxSensors * EntryBytes];
    private readonly int[] _places;

    /// <summary>Finds the places of the sensors; those of sensors that are gone are taken last.</summary>
    public SensorMemory(SensorSettings[] sensors, NodeKeys keys, IMac mac, IStorage storage)
    {
        _slot = new Slot(storage, "sensors", _entries.Length);
        _slot.Load(_entries);
        _places = new int[sensors.Length];
        byte[][] heads = new byte[sensors.Length][];
        for (int i = 0; i < sensors.Length; i++)
        {
            heads[i] = HeadOf(sensors[i].Address, keys.FindSensorSecret(sensors[i].Address), mac);
            _places[i] = FindAddress(heads[i]);
        }

        for (int i = 0; i < sensors.Length; i++)
        {
            _places[i] = _places[i] < 0 ? FindFree() : _places[i];
            Enter(_places[i], heads[i]);
        }
    }

    /// <summary>The counter that was kept; <see cref="BthomeSensor.NoCounter"/> where there was none.</summary>
    public long CounterOf(int sensor)
    {
        int at = _places[sensor] * EntryBytes;
        return _entries[at + KnownIndex] == 0 ? BthomeSensor.NoCounter : LittleEndian.ReadUInt32(_entries, at + CounterIndex);
    }

    /// <summary>Notes the counter; <see cref="Save"/> keeps it.</summary>
    public void SetCounter(int sensor, long counter)
    {
        int at = _places[sensor] * EntryBytes;
        bool isKnown = counter != BthomeSensor.NoCounter;
        _entries[at + KnownIndex] = (byte)(isKnown ? 1 : 0);
        LittleEndian.WriteUInt32(_entries, at + CounterIndex, isKnown ? (uint)counter : 0);
    }

    /// <summary>Keeps what was noted.</summary>
    /// <returns>False if it may not survive a loss of power.</returns>
    public bool Save()
    {
        return _slot.Save(_entries);
    }

    /// <summary>Address and mark of the key, as they stand in an entry that knows no counter.</summary>
    private static byte[] HeadOf(string address, byte[] key, IMac mac)
    {
        byte[] head = new byte[EntryBytes];
        byte[] number = new byte[8];
        LittleEndian.WriteInt64(number, 0, SensorAddress.ToInteger(address));
        Array.Copy(number, 0, head, 0, AddressBytes);
        if (key != null)
        {
            Array.Copy(mac.ComputeHmacSha256(key, head, 0, AddressBytes), 0, head, MarkIndex, MarkBytes);
        }

        return head;
    }

    private int FindAddress(byte[] head)
    {
        for (int place = 0; place < Limits.MaxSensors; place++)
        {
            if (AreEqual(head, place, 0, AddressBytes))
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>A place that no sensor of the settings has, an empty one if there is any.</summary>
    private int FindFree()
    {
        int free = -1;
        byte[] empty = new byte[EntryBytes];
        for (int place = 0; place < Limits.MaxSensors; place++)
        {
            bool isEmpty = AreEqual(empty, place, 0, AddressBytes);
            if (!IsTaken(place) && (free < 0 || isEmpty))
            {
                free = place;
                if (isEmpty)
                {
                    break;
                }
            }
        }

        return free;
    }

    private bool IsTaken(int place)
    {
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] == place)
            {
                return true;
            }
        }

        return false;
    }

    private void Enter(int place, byte[] head)
    {
        bool isSame = AreEqual(head, place, 0, AddressBytes) && AreEqual(head, place, MarkIndex, MarkBytes);
        if (!isSame)
        {
            Array.Copy(head, 0, _entries, place * EntryBytes, EntryBytes);
        }
    }

    private bool AreEqual(byte[] head, int place, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            if (head[i] != _entries[(place * EntryBytes) + i])
            {
                return false;
            }
        }

        return true;
    }
}
