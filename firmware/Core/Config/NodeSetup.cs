using System.Collections;

namespace Wugang.Firmware.Core.Config;

/// <summary>What a node starts with: the settings and keys that its store holds.</summary>
public sealed class NodeSetup
{
    private NodeSetup(NodeSettings settings, NodeKeys keys, string[] errors)
    {
        Settings = settings;
        Keys = keys;
        Errors = errors;
    }

    /// <summary>Null where the store holds none that this firmware understands.</summary>
    public NodeSettings Settings { get; }

    /// <summary>Null where the store holds none that this firmware understands.</summary>
    public NodeKeys Keys { get; }

    /// <summary>What is wrong with what the store holds, each with its path; empty where nothing is, or where it holds nothing.</summary>
    public string[] Errors { get; }

    /// <summary>Whether a node can run with it; else it waits to be set up.</summary>
    public bool IsComplete
    {
        get { return Settings != null && Keys != null; }
    }

    /// <summary>Reads what the store holds. A configuration on trial that this firmware does not understand is given up.</summary>
    /// <param name="store">The store, whose start has begun.</param>
    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    public static NodeSetup Read(NodeStore store, int[] pinOfChannel)
    {
        string[] errors;
        NodeSettings settings = ReadSettings(store, pinOfChannel, out errors);
        if (settings == null && store.IsOnTrial && store.GiveUp())
        {
            settings = ReadSettings(store, pinOfChannel, out errors);
        }

        byte[] text = store.ReadKeys();
        Hashtable tree = text == null ? null : CanonicalTree.Read(text);
        NodeKeysReader reader = tree == null ? null : new NodeKeysReader(tree);
        NodeKeys keys = reader == null ? null : reader.Read();
        return new NodeSetup(settings, keys, reader == null || errors.Length > 0 ? errors : reader.Errors);
    }

    private static NodeSettings ReadSettings(NodeStore store, int[] pinOfChannel, out string[] errors)
    {
        byte[] text = store.ReadConfiguration();
        Hashtable tree = text == null ? null : CanonicalTree.Read(text);
        NodeSettingsReader reader = tree == null ? null : new NodeSettingsReader(tree, pinOfChannel);
        NodeSettings settings = reader == null ? null : reader.Read();
        errors = reader == null ? new string[0] : reader.Errors;
        return settings;
    }
}
