using System;
using Wugang.Firmware.Core;

namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// Advertisements on their way from the radio to the step: a fixed ring for each sensor that is listened to, so that whoever
/// floods the air with one sensor's address crowds out no other, and strangers take no room at all. Where a ring is full its newest
/// place is overwritten: what came first stays, and so does what is so now.
/// </summary>
public sealed class AdvertisementRing
{
    private const int Places = Limits.MaxPendingAdvertisements;

    private readonly long[] _addresses;
    private readonly byte[] _data;
    private readonly byte[] _counts;
    private readonly short[] _signals;
    private readonly long[] _times;
    private readonly byte[] _oldest;
    private readonly byte[] _waiting;
    private readonly int[] _lost;
    private readonly object _lock = new object();

    /// <param name="addresses">The sensors that are listened to, each by its address as 48 bits, first byte highest.</param>
    public AdvertisementRing(long[] addresses)
    {
        _addresses = addresses;
        _data = new byte[addresses.Length * Places * Limits.MaxAdvertisementBytes];
        _counts = new byte[addresses.Length * Places];
        _signals = new short[addresses.Length * Places];
        _times = new long[addresses.Length * Places];
        _oldest = new byte[addresses.Length];
        _waiting = new byte[addresses.Length];
        _lost = new int[addresses.Length];
    }

    /// <summary>Puts in what the radio has heard, unless it is of a stranger, too long, or the same as what was put in last and waits.</summary>
    /// <param name="address">Who sent it, as 48 bits.</param>
    /// <param name="signalDbm">How strongly it was heard, in dBm.</param>
    /// <param name="buffer">The service data behind the UUID.</param>
    /// <param name="atMs">When it was heard, in the monotonic milliseconds of the step.</param>
    /// <returns>Whether a step has something to do now.</returns>
    public bool Add(long address, int signalDbm, byte[] buffer, long atMs)
    {
        int sensor = Find(address);
        if (sensor < 0 || buffer.Length > Limits.MaxAdvertisementBytes)
        {
            return false;
        }

        lock (_lock)
        {
            int place = PlaceOf(sensor, _waiting[sensor] - 1);
            if (_waiting[sensor] > 0 && IsAt(place, buffer))
            {
                return false;
            }

            if (_waiting[sensor] == Places)
            {
                _lost[sensor]++;
            }
            else
            {
                place = PlaceOf(sensor, _waiting[sensor]);
                _waiting[sensor]++;
            }

            Array.Copy(buffer, 0, _data, place * Limits.MaxAdvertisementBytes, buffer.Length);
            _counts[place] = (byte)buffer.Length;
            _signals[place] = (short)signalDbm;
            _times[place] = atMs;
            return true;
        }
    }

    /// <summary>Takes the oldest advertisement of a sensor.</summary>
    /// <param name="sensor">Which, in the order in which their addresses were given.</param>
    /// <param name="advertisement">Takes it.</param>
    /// <returns>False where none waits.</returns>
    public bool TryTake(int sensor, Advertisement advertisement)
    {
        lock (_lock)
        {
            if (_waiting[sensor] == 0)
            {
                return false;
            }

            int place = PlaceOf(sensor, 0);
            Array.Copy(_data, place * Limits.MaxAdvertisementBytes, advertisement.Data, 0, _counts[place]);
            advertisement.Count = _counts[place];
            advertisement.SignalDbm = _signals[place];
            advertisement.AtMs = _times[place];
            _oldest[sensor] = (byte)((_oldest[sensor] + 1) % Places);
            _waiting[sensor]--;
            return true;
        }
    }

    /// <summary>How many of a sensor's advertisements were overwritten since the last call.</summary>
    public int TakeLostCount(int sensor)
    {
        lock (_lock)
        {
            int lost = _lost[sensor];
            _lost[sensor] = 0;
            return lost;
        }
    }

    private int Find(long address)
    {
        for (int i = 0; i < _addresses.Length; i++)
        {
            if (_addresses[i] == address)
            {
                return i;
            }
        }

        return -1;
    }

    private int PlaceOf(int sensor, int waiting)
    {
        return (sensor * Places) + ((_oldest[sensor] + waiting + Places) % Places);
    }

    private bool IsAt(int place, byte[] buffer)
    {
        if (_counts[place] != buffer.Length)
        {
            return false;
        }

        for (int i = 0; i < buffer.Length; i++)
        {
            if (_data[(place * Limits.MaxAdvertisementBytes) + i] != buffer[i])
            {
                return false;
            }
        }

        return true;
    }
}
