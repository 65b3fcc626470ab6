using System.Collections;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// Checks the keys of a node in the way of <see cref="NodeSettingsReader"/>. What is wrong is named by its path and never
/// by its value.
/// </summary>
public sealed class NodeKeysReader
{
    private readonly SettingsErrors _errors = new SettingsErrors();
    private readonly SettingsObject _root;

    /// <param name="tree">The object that the keys are in.</param>
    public NodeKeysReader(Hashtable tree)
    {
        _root = new SettingsObject(tree, "", _errors);
    }

    /// <summary>What is wrong; empty where nothing is.</summary>
    public string[] Errors
    {
        get { return _errors.ToArray(); }
    }

    /// <summary>The keys, or null: then see <see cref="Errors"/>. To be called once.</summary>
    public NodeKeys Read()
    {
        NodeKeys keys = new NodeKeys();
        ReadNodeKey(keys);
        keys.BrokerPassword = _root.Has("broker_password") ? _root.ReadText("broker_password", 0) : "";
        keys.Sensors = ReadSensors();
        _root.Finish();
        return _errors.Count == 0 ? keys : null;
    }

    private void ReadNodeKey(NodeKeys keys)
    {
        SettingsObject key = _root.RequireObject("key");
        keys.KeyId = key.ReadText("kid", 1);
        if (keys.KeyId.Length > 0 && !Ascii.IsName(keys.KeyId, Limits.MaxKeyIdCharacters))
        {
            key.Refuse("kid", "must be 1 to 32 of a-z, 0-9 and '_'");
        }

        string secret = key.ReadText("k", 1);
        keys.KeySecret = Base64Url.Decode(secret);
        if (secret.Length > 0 && (keys.KeySecret == null || keys.KeySecret.Length != NodeKey.SecretBytes))
        {
            key.Refuse("k", "must be 32 bytes in base64url");
        }

        key.Finish();
    }

    private SensorKey[] ReadSensors()
    {
        ArrayList items = _root.ReadList("sensors", Limits.MaxSensors);
        SensorKey[] sensors = new SensorKey[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            SettingsObject item = _root.ItemOf(items, "sensors", i);
            sensors[i] = item == null ? new SensorKey("", null) : ReadSensor(item);
            for (int j = 0; j < i; j++)
            {
                if (item != null && sensors[i].Address.Length > 0 && sensors[i].Address == sensors[j].Address)
                {
                    item.Refuse("address", "is that of " + _root.PathOfItem("sensors", j));
                }
            }
        }

        return sensors;
    }

    private static SensorKey ReadSensor(SettingsObject item)
    {
        string address = item.ReadText("address", 1);
        if (address.Length > 0 && !SensorAddress.IsAddress(address))
        {
            item.Refuse("address", SensorAddress.Requirement);
        }

        string text = item.ReadText("key", 1);
        byte[] secret = Hex.Decode(text);
        if (text.Length > 0 && (secret == null || secret.Length != SensorKey.SecretBytes))
        {
            item.Refuse("key", "must be 32 hexadecimal digits");
        }

        item.Finish();
        return new SensorKey(address, secret);
    }
}
