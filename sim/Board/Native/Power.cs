using Wugang.Sim.Board;

namespace nanoFramework.Runtime.Native;

/// <summary>The chip's power, as far as firmware has a say in it.</summary>
public class Power
{
    /// <summary>Starts the chip anew, as after a loss of power. Does not return.</summary>
    /// <exception cref="NotSupportedException">The virtual chip has no boot loader to go to.</exception>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
    {
        if (rebootOption != RebootOption.NormalReboot)
        {
            throw new NotSupportedException("The virtual chip has no boot loader to go to.");
        }

        PowerCycle cycle = PowerCycle.Current;
        new Thread(() => cycle.Board.Reboot(cycle)).UnsafeStart();
        cycle.Lost.WaitHandle.WaitOne();
        cycle.ThrowIfLost();
    }
}
