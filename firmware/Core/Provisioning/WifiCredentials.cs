using System;
using System.Text;

namespace Wugang.Firmware.Core.Provisioning;

/// <summary>Name and password of a Wi-Fi network, in UTF-8.</summary>
public sealed class WifiCredentials
{
    /// <summary>Length of what <see cref="ToBytes"/> gives, in bytes.</summary>
    public const int StoredBytes = 2 + MaxNameBytes + MaxPasswordBytes;

    // IEEE 802.11: an SSID has at most 32 octets; WPA: a passphrase at most 63 characters, or 64 digits of the key itself.
    private const int MaxNameBytes = 32;
    private const int MaxPasswordBytes = 64;

    private readonly byte[] _name;
    private readonly byte[] _password;

    private WifiCredentials(byte[] name, byte[] password)
    {
        _name = name;
        _password = password;
    }

    /// <summary>The network's name, its SSID.</summary>
    public string Name
    {
        get { return TextOf(_name); }
    }

    /// <summary>The network's password; empty for an open network.</summary>
    public string Password
    {
        get { return TextOf(_password); }
    }

    /// <summary>Credentials from two ranges of a buffer.</summary>
    /// <returns>Null where a name must be other: of 1 to 32 bytes, the password of at most 64, no byte zero in either.</returns>
    public static WifiCredentials TryCreate(
        byte[] buffer, int nameOffset, int nameCount, int passwordOffset, int passwordCount)
    {
        bool isFitting = nameCount > 0 && nameCount <= MaxNameBytes && passwordCount <= MaxPasswordBytes
            && !HasZero(buffer, nameOffset, nameCount) && !HasZero(buffer, passwordOffset, passwordCount);
        return isFitting
            ? new WifiCredentials(Slice(buffer, nameOffset, nameCount), Slice(buffer, passwordOffset, passwordCount))
            : null;
    }

    /// <summary>Reads what <see cref="ToBytes"/> has written.</summary>
    /// <returns>Null where it is not so.</returns>
    public static WifiCredentials FromBytes(byte[] stored)
    {
        return stored[0] > MaxNameBytes || stored[1] > MaxPasswordBytes
            ? null
            : TryCreate(stored, 2, stored[0], 2 + MaxNameBytes, stored[1]);
    }

    /// <summary>As they are stored, always of the same length.</summary>
    public byte[] ToBytes()
    {
        byte[] stored = new byte[StoredBytes];
        stored[0] = (byte)_name.Length;
        stored[1] = (byte)_password.Length;
        Array.Copy(_name, 0, stored, 2, _name.Length);
        Array.Copy(_password, 0, stored, 2 + MaxNameBytes, _password.Length);
        return stored;
    }

    private static bool HasZero(byte[] buffer, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (buffer[offset + i] == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Slice(byte[] buffer, int offset, int count)
    {
        byte[] slice = new byte[count];
        Array.Copy(buffer, offset, slice, 0, count);
        return slice;
    }

    private static string TextOf(byte[] bytes)
    {
        return new string(Encoding.UTF8.GetChars(bytes, 0, bytes.Length));
    }
}
