namespace nanoFramework.Runtime.Native;

/// <summary>What the firmware image says of itself.</summary>
public static class SystemInfo
{
    /// <summary>The image's name, which tells the chip.</summary>
    public static string TargetName => "ESP32_S3_BLE";
}
