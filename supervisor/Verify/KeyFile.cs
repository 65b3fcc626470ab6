using System.Buffers.Text;
using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>
/// The keys of nodes: an object by node, each with <c>kid</c> and <c>k</c> (32 bytes in base64url), or a list of such where keys were
/// changed. The supervisor's <c>keys.json</c> is one.
/// </summary>
public sealed class KeyFile
{
    private const int SecretBytes = 32;

    private readonly Dictionary<(string Node, string KeyId), byte[]> _keys = [];

    /// <exception cref="InvalidDataException">It does not hold what it should; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static KeyFile Read(string path)
    {
        KeyFile file = new();
        try
        {
            foreach (JsonProperty node in JsonElement.Parse(File.ReadAllText(path)).EnumerateObject())
            {
                JsonElement[] keys = node.Value.ValueKind == JsonValueKind.Array ? [.. node.Value.EnumerateArray()] : [node.Value];
                foreach (JsonElement key in keys)
                {
                    file.Add(path, node.Name, key);
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is no file of keys: {e.Message} It needs an object by node with 'kid' and 'k'.", e);
        }

        return file;
    }

    /// <summary>The secret bytes of a node's key, or null where it is not known.</summary>
    public byte[]? Find(string node, string keyId)
    {
        return _keys.GetValueOrDefault((node, keyId));
    }

    private void Add(string path, string node, JsonElement key)
    {
        string keyId = key.GetProperty("kid").GetString()!;
        byte[] secret = Base64Url.DecodeFromChars(key.GetProperty("k").GetString());
        if (secret.Length != SecretBytes)
        {
            throw new InvalidDataException($"{path}: the key '{keyId}' of {node} has {secret.Length} bytes, a key has {SecretBytes}.");
        }

        _keys[(node, keyId)] = secret;
    }
}
