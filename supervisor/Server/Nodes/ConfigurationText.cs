using System.Collections;
using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry.Configurations;
using Wugang.Supervisor.Rules.Configurations;

namespace Wugang.Supervisor.Server.Nodes;

/// <summary>A configuration that the node's own code has found good, in its canonical text.</summary>
/// <param name="Bytes">The text.</param>
/// <param name="Version">Its version.</param>
public sealed record ConfigurationText(byte[] Bytes, int Version)
{
    /// <summary>SHA-256 of the text in base64url, as boot records name it.</summary>
    public string Hash => System.Buffers.Text.Base64Url.EncodeToString(Sha256.HashOf(Bytes));

    /// <summary>Reads a configuration as the node will, in so far as its version and its name are known here.</summary>
    /// <param name="node">Whose it is.</param>
    /// <param name="above">Its version must be above this one.</param>
    /// <param name="configuration">The document.</param>
    /// <param name="errors">What is wrong with it, each fault by its path.</param>
    /// <returns>Null where something is.</returns>
    public static ConfigurationText? Read(NodeId node, int above, JsonElement configuration, out string[] errors)
    {
        errors = [SettingsErrors.NoObject("configuration", Limits.MaxSettingsBytes)];
        if (configuration.ValueKind != JsonValueKind.Object || configuration.GetRawText().Length > Limits.MaxSettingsBytes)
        {
            return null;
        }

        Hashtable tree = JsonTree.Of(configuration);
        NodeSettingsReader reader = new(tree, ChannelPins.OfEsp32S3());
        NodeSettings? settings = reader.ReadUpdate(new NodeSettings { Node = node, Version = above });
        errors = reader.Errors;
        return settings is null ? null : new ConfigurationText(CanonicalTree.Write(tree, Limits.MaxSettingsBytes), settings.Version);
    }

    /// <summary>As the book keeps it.</summary>
    /// <param name="node">Whose it is.</param>
    /// <param name="by">Who sends it or hands it in.</param>
    public KeptConfiguration KeptFor(NodeId node, string by)
    {
        return new KeptConfiguration(node.Value, Hash, Encoding.ASCII.GetString(Bytes), 0, Version, by, 0, 0);
    }
}
