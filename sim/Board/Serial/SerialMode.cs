namespace System.IO.Ports;

/// <summary>What drives the line.</summary>
public enum SerialMode
{
    Normal = 0,

    /// <summary>Half duplex: RTS is high while bytes leave.</summary>
    RS485 = 1,
}
