namespace Wugang.Firmware.Node.Drivers.Modbus;

/// <summary>The functions that read registers, and the bit that makes a reply of them an exception.</summary>
public static class ModbusFunction
{
    public const byte ReadHoldingRegisters = 0x03;

    public const byte ReadInputRegisters = 0x04;

    public const byte ExceptionBit = 0x80;

    /// <summary>Whether the function reads registers of 16 bits.</summary>
    public static bool IsRead(int function)
    {
        return function is ReadHoldingRegisters or ReadInputRegisters;
    }
}
