namespace Wugang.Firmware.Core.Config;

/// <summary>
/// What a node must keep to itself: keys and passwords. They go in by a person at the node and never out; the settings hold
/// none of them, so that whoever may read records may read the settings.
/// </summary>
public sealed class NodeKeys
{
    public string KeyId { get; set; }

    /// <summary>The 32 secret bytes that the node shares with the supervisor.</summary>
    public byte[] KeySecret { get; set; }

    /// <summary>The node's password at the broker; may be empty.</summary>
    public string BrokerPassword { get; set; } = "";

    /// <summary>The keys of radio sensors, each address once.</summary>
    public SensorKey[] Sensors { get; set; } = new SensorKey[0];

    /// <summary>The key of the sensor with this address, or null.</summary>
    public byte[] FindSensorSecret(string address)
    {
        for (int i = 0; i < Sensors.Length; i++)
        {
            if (Sensors[i].Address == address)
            {
                return Sensors[i].Secret;
            }
        }

        return null;
    }
}
