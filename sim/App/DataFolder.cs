using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Server.Hosting;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Sim.App;

/// <summary>The simulator's folder: keys and accounts are made once and kept; one run at a time uses it.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Name of the folder of all flash drives.</summary>
    public const string FlashName = "flash";

    private const int PasswordBytes = 18;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _path;
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        _path = path;
        _lock = @lock;
    }

    /// <summary>Path of the folder.</summary>
    public string Root => _path;

    /// <summary>Opens the folder, or makes it.</summary>
    /// <exception cref="StartException">It cannot be written, or another run uses it.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            string lockPath = Path.Combine(full, "lock");
            return new DataFolder(full, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartException($"The folder '{path}' (--data) cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The folder of all flash drives.</summary>
    public string FlashRoot => Path.Combine(_path, FlashName);

    /// <summary>The folder of a node's flash drive.</summary>
    public string FlashOf(string node)
    {
        return Path.Combine(FlashRoot, node);
    }

    /// <summary>The 32 secret bytes of each node; those that are missing are made and written to <c>keys.json</c>.</summary>
    public IReadOnlyDictionary<string, StoredKey> OpenKeys(IEnumerable<string> nodes)
    {
        return Complete(
            "keys.json",
            nodes,
            () => new StoredKey("1", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NodeKey.SecretBytes))),
            key => key.IsGood ? null : "needs 'kid', 1 to 32 characters of a-z, 0-9 and '_', and 'k', 32 bytes in base64url");
    }

    /// <summary>The password of each user; those that are missing are made and written to <c>accounts.json</c>.</summary>
    public IReadOnlyDictionary<string, string> OpenAccounts(IEnumerable<string> users)
    {
        return Complete(
            "accounts.json",
            users,
            () => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes)),
            password => password.Length > 0 ? null : "needs a password");
    }

    public void Dispose()
    {
        _lock.Dispose();
    }

    /// <param name="fileName">The file.</param>
    /// <param name="names">Whose values are needed.</param>
    /// <param name="make">Makes one that is missing.</param>
    /// <param name="findFault">What is wrong with one that is there, or null.</param>
    private SortedDictionary<string, T> Complete<T>(
        string fileName,
        IEnumerable<string> names,
        Func<T> make,
        Func<T, string?> findFault)
    {
        string path = Path.Combine(_path, fileName);
        try
        {
            SortedDictionary<string, T> values = File.Exists(path)
                ? JsonSerializer.Deserialize<SortedDictionary<string, T>>(File.ReadAllText(path)) ?? []
                : [];
            foreach (string name in names)
            {
                values.TryAdd(name, make());
                string? fault = values[name] is { } value ? findFault(value) : "is null";
                if (fault is not null)
                {
                    throw new StartException($"{path} cannot be used: '{name}' {fault}. Mend it, or delete it to have new ones made.");
                }
            }

            PrivateFile.Write(path, JsonSerializer.Serialize(values, Indented) + "\n");
            return values;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} cannot be used: {e.Message} Mend it, or delete it to have new ones made.", e);
        }
    }
}

/// <summary>A node's key as <c>keys.json</c> holds it.</summary>
/// <param name="KeyId">The key's id.</param>
/// <param name="Secret">Its 32 bytes in base64url.</param>
internal sealed record StoredKey(
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("k")] string Secret)
{
    /// <summary>Whether a <see cref="NodeKey"/> can be made of it.</summary>
    [JsonIgnore]
    public bool IsGood => Ascii.IsName(KeyId, Limits.MaxKeyIdCharacters)
        && Base64Url.IsValid(Secret, out int count)
        && count == NodeKey.SecretBytes
        && !Secret.Contains('=');

    /// <summary>The key as the supervisor knows it.</summary>
    public NodeKey MakeKey(IMac mac)
    {
        return new NodeKey(KeyId, MakeSecret(), mac);
    }

    /// <summary>The bytes of the secret.</summary>
    public byte[] MakeSecret()
    {
        return Base64Url.DecodeFromChars(Secret);
    }
}
