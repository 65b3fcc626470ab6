using System.Collections;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// The files by which a person at the node brings a configuration, keys and the CA certificate of the broker, laid out as people do. What is
/// good goes into the node's store, all or none, and the files go; what is not stays until it is mended, and is told at every start.
/// </summary>
internal sealed class SetupFiles
{
    /// <summary>Name of the configuration in the root of the flash drive.</summary>
    public const string ConfigurationName = "node.json";

    /// <summary>Name of the keys in the root of the flash drive.</summary>
    public const string KeysName = "keys.json";

    /// <summary>Name of the CA certificate of the broker in the root of the flash drive.</summary>
    public const string AuthorityName = "ca.pem";

    private readonly IStorage _storage;
    private readonly NodeStore _store;
    private readonly int[] _pinOfChannel;
    private string[] _errors = new string[0];

    /// <param name="storage">The flash drive.</param>
    /// <param name="store">Where what is good goes.</param>
    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    public SetupFiles(IStorage storage, NodeStore store, int[] pinOfChannel)
    {
        _storage = storage;
        _store = store;
        _pinOfChannel = pinOfChannel;
    }

    /// <summary>What is wrong with the files; empty where nothing is.</summary>
    public string[] Errors
    {
        get { return _errors; }
    }

    /// <summary>Takes the files, if there are any.</summary>
    public void Take()
    {
        byte[] configurationFile = ReadFile(ConfigurationName, Limits.MaxSettingsBytes);
        byte[] keysFile = ReadFile(KeysName, Limits.MaxKeysBytes);
        byte[] authorityFile = ReadFile(AuthorityName, Limits.MaxAuthorityBytes);
        byte[] authority = authorityFile == null ? null : CheckedAuthority(authorityFile);
        byte[] configuration = configurationFile == null || _errors.Length > 0
            ? null
            : CanonicalConfiguration(configurationFile, authority != null || _store.ReadAuthority() != null);
        byte[] keys = keysFile == null || _errors.Length > 0 ? null : CanonicalKeys(keysFile);
        if (_errors.Length > 0 || (configuration == null && keys == null && authority == null))
        {
            return;
        }

        if (!_store.Put(configuration, keys, authority))
        {
            _errors = new string[] { "settings could not be stored on the flash drive" };
            return;
        }

        _storage.Delete(ConfigurationName);
        _storage.Delete(KeysName);
        _storage.Delete(AuthorityName);
    }

    private byte[] CheckedAuthority(byte[] file)
    {
        byte[] authority = AuthorityText.Read(file);
        if (authority == null)
        {
            _errors = new string[] { AuthorityName + " " + AuthorityText.Requirement };
        }

        return authority;
    }

    private byte[] CanonicalConfiguration(byte[] file, bool hasAuthority)
    {
        Hashtable tree;
        NodeSettings settings = SettingsText.Read(file, _pinOfChannel, out tree, out _errors);
        return NodeSettingsReader.RequireAuthority(settings, hasAuthority, ref _errors) == null
            ? null
            : CanonicalTree.Write(tree, Limits.MaxSettingsBytes);
    }

    private byte[] CanonicalKeys(byte[] file)
    {
        Hashtable tree;
        return SettingsText.ReadKeys(file, out tree, out _errors) == null ? null : CanonicalTree.Write(tree, Limits.MaxKeysBytes);
    }

    /// <returns>The file, one byte longer than it may be where it is too long; null where there is none.</returns>
    private byte[] ReadFile(string name, int maxBytes)
    {
        byte[] buffer = new byte[maxBytes + 1];
        int count = _storage.Read(name, buffer);
        if (count == 0)
        {
            return null;
        }

        byte[] file = new byte[count];
        System.Array.Copy(buffer, 0, file, 0, count);
        return file;
    }
}
