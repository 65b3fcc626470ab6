namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// The alarms of a node, held until somebody resets them on site (clause S3: no automatic reset). The siren sounds
/// as long as any is held.
/// </summary>
public sealed class AlarmLatch
{
    private readonly bool[] _isLatched;

    public AlarmLatch(int zoneCount)
    {
        _isLatched = new bool[zoneCount];
    }

    /// <summary>Whether any alarm is held.</summary>
    public bool IsSounding
    {
        get
        {
            for (int i = 0; i < _isLatched.Length; i++)
            {
                if (_isLatched[i])
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool IsLatched(int zone)
    {
        return _isLatched[zone];
    }

    /// <summary>Raises the alarm of a zone; one that is held stays held.</summary>
    public void Raise(int zone)
    {
        _isLatched[zone] = true;
    }

    /// <summary>Lets the alarm of a zone go. The caller keeps it while its cause still stands.</summary>
    public void Release(int zone)
    {
        _isLatched[zone] = false;
    }
}
