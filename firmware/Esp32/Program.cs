namespace Wugang.Firmware.Esp32;

/// <summary>Where the chip starts.</summary>
public static class Program
{
    public static void Main()
    {
        new NodeRuntime("I:\\").Run();
    }
}
