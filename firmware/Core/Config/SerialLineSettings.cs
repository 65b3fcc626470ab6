namespace Wugang.Firmware.Core.Config;

/// <summary>A serial line with meters on it: which of the chip's UARTs, and on which pins.</summary>
public sealed class SerialLineSettings
{
    /// <summary>Number of the UART, from 1: COM1, COM2, …</summary>
    public int Port { get; set; }

    /// <summary>GPIO number on which bytes leave.</summary>
    public int TransmitPin { get; set; } = NodeSettings.NoPin;

    /// <summary>GPIO number on which bytes arrive.</summary>
    public int ReceivePin { get; set; } = NodeSettings.NoPin;

    /// <summary>
    /// GPIO number that is high while bytes leave: the transmitter of an RS-485 transceiver. None where the transceiver
    /// finds the direction by itself.
    /// </summary>
    public int DirectionPin { get; set; } = NodeSettings.NoPin;
}
