namespace Wugang.Firmware.Core.Config;

/// <summary>The key with which one radio sensor encrypts what it says.</summary>
public sealed class SensorKey
{
    /// <summary>Length of the key, in bytes: AES-128.</summary>
    public const int SecretBytes = 16;

    public SensorKey(string address, byte[] secret)
    {
        Address = address;
        Secret = secret;
    }

    /// <summary>The sensor's Bluetooth address, such as <c>A4:C1:38:8D:18:B2</c>.</summary>
    public string Address { get; }

    public byte[] Secret { get; }
}
