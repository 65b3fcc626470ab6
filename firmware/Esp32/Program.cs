using System;
using System.Diagnostics;

namespace Wugang.Firmware.Esp32;

/// <summary>Where the chip starts.</summary>
public static class Program
{
    public static void Main()
    {
        try
        {
            new NodeRuntime("I:\\").Run();
        }
        catch (InvalidOperationException e)
        {
            // The chip itself says nothing about an exception that ends the program.
            Debug.WriteLine(e.Message);
            throw;
        }
    }
}
