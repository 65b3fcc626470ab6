namespace Wugang.Firmware.Node.Ports;

/// <summary>How the newest attempt to join a Wi-Fi network stands. 0 is never valid.</summary>
public enum WifiState : byte
{
    /// <summary>None was made.</summary>
    Idle = 1,

    /// <summary>It goes on; this may take many seconds.</summary>
    Joining = 2,

    /// <summary>It has succeeded.</summary>
    Joined = 3,

    /// <summary>It has failed: the network is not there, or its password is another.</summary>
    Refused = 4,
}
