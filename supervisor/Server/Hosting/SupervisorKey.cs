using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>
/// The supervisor's own key (ES256), with which it signs what it publishes for dashboards. Anyone can check it with
/// the public half.
/// </summary>
public sealed class SupervisorKey : ISigner, IDisposable
{
    private const string FileName = "supervisor-key.pem";

    private readonly ECDsa _key;

    private SupervisorKey(ECDsa key)
    {
        _key = key;
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        X = System.Buffers.Text.Base64Url.EncodeToString(parameters.Q.X);
        Y = System.Buffers.Text.Base64Url.EncodeToString(parameters.Q.Y);

        // The first 16 hexadecimal digits of the hash of the public point name the key.
        byte[] hash = SHA256.HashData([.. parameters.Q.X!, .. parameters.Q.Y!]);
        KeyId = Convert.ToHexStringLower(hash)[..16];
        ProtectedHeader = Firmware.Core.Records.ProtectedHeader.Encode("ES256", KeyId);
    }

    public string KeyId { get; }

    /// <summary>The public point's x coordinate in base64url.</summary>
    public string X { get; }

    /// <summary>The public point's y coordinate in base64url.</summary>
    public string Y { get; }

    public byte[] ProtectedHeader { get; }

    public int SignatureBytes => 64;

    /// <summary>Reads the key from its file, or makes one that its owner alone can read.</summary>
    /// <exception cref="InvalidDataException">The file holds no such key, or cannot be read or written.</exception>
    public static SupervisorKey Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (File.Exists(path))
            {
                key.ImportFromPem(File.ReadAllText(path));
            }

            PrivateFile.Write(path, key.ExportPkcs8PrivateKeyPem());
            return new SupervisorKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new InvalidDataException(
                $"{path} cannot be used: {e.Message} Mend it, or delete it to have a new key made; dashboards must then learn that.", e);
        }
    }

    public byte[] Sign(byte[] buffer, int offset, int count)
    {
        // The class says nothing of two threads at once.
        lock (_key)
        {
            return _key.SignData(buffer.AsSpan(offset, count), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    public void Dispose()
    {
        _key.Dispose();
    }
}
