using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Provisioning;

namespace Wugang.Firmware.Node.Setup;

/// <summary>The Wi-Fi network that a phone has given the node, on its flash.</summary>
public static class WifiStore
{
    private const string Name = "wifi";

    /// <summary>Whether a file is one of those in which the network is stored.</summary>
    public static bool Owns(string fileName)
    {
        return fileName == Name + Slot.FirstEnding || fileName == Name + Slot.SecondEnding;
    }

    /// <summary>The network, or null where none was given.</summary>
    public static WifiCredentials Load(IStorage storage)
    {
        byte[] stored = new byte[WifiCredentials.StoredBytes];
        return new Slot(storage, Name, stored.Length).Load(stored) ? WifiCredentials.FromBytes(stored) : null;
    }

    /// <returns>False if it may not survive a loss of power.</returns>
    public static bool Save(IStorage storage, WifiCredentials credentials)
    {
        Slot slot = new Slot(storage, Name, WifiCredentials.StoredBytes);
        slot.Load(new byte[WifiCredentials.StoredBytes]);
        return slot.Save(credentials.ToBytes());
    }
}
