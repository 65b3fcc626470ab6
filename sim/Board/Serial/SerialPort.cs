using nanoFramework.Hardware.Esp32;
using Wugang.Sim.Board;

namespace System.IO.Ports;

/// <summary>One of the chip's UARTs. It belongs to the power cycle it was made in and throws once that has ended.</summary>
public sealed class SerialPort : IDisposable
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private readonly VirtualUart _uart;
    private bool _isOpen;

    /// <param name="portName">COM1, COM2, …; its TX and RX must have pins.</param>
    /// <param name="baudRate">Bits per second.</param>
    /// <param name="parity">The parity bit of each byte.</param>
    /// <param name="dataBits">Bits of a byte; the virtual board knows eight.</param>
    /// <param name="stopBits">How long the line rests behind each byte.</param>
    /// <exception cref="ArgumentException">The chip has no such port.</exception>
    public SerialPort(
        string portName,
        int baudRate = 9600,
        Parity parity = Parity.None,
        int dataBits = 8,
        StopBits stopBits = StopBits.One)
    {
        _uart = _cycle.Board.Uarts.Find(portName)
            ?? throw new ArgumentException($"The chip has no port {portName}.", nameof(portName));
        PortName = portName;
        BaudRate = baudRate;
        Parity = parity;
        DataBits = dataBits;
        StopBits = stopBits;
    }

    public string PortName { get; }

    public bool IsOpen
    {
        get
        {
            _cycle.ThrowIfLost();
            return _isOpen;
        }
    }

    public int BaudRate
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
            ShowFraming();
        }
    }

    public Parity Parity
    {
        get;
        set
        {
            field = value;
            ShowFraming();
        }
    }

    /// <exception cref="NotSupportedException">The virtual board has bytes of eight bits.</exception>
    public int DataBits
    {
        get;
        set => field = value == 8 ? value : throw new NotSupportedException("The virtual board has bytes of eight bits.");
    }

    public StopBits StopBits
    {
        get;
        set
        {
            field = value;
            ShowFraming();
        }
    }

    public SerialMode Mode { get; set; }

    /// <summary>Kept, but without effect: virtual bytes leave at once.</summary>
    public int WriteTimeout { get; set; } = Timeout.Infinite;

    /// <summary>Bytes that have arrived and were not read yet.</summary>
    public int BytesToRead
    {
        get
        {
            ThrowIfClosed();
            return _uart.ArrivedCount;
        }
    }

    /// <exception cref="InvalidOperationException">The port is open, or a pin that it needs has not its function.</exception>
    public void Open()
    {
        _cycle.ThrowIfLost();
        int functions = (_uart.Port - 1) * (DeviceFunction.COM2_TX - DeviceFunction.COM1_TX);
        if (_isOpen
            || !HasPin(DeviceFunction.COM1_TX + functions)
            || !HasPin(DeviceFunction.COM1_RX + functions)
            || (Mode == SerialMode.RS485 && !HasPin(DeviceFunction.COM1_RTS + functions)))
        {
            throw new InvalidOperationException($"{PortName} is open, or its pins have other functions.");
        }

        _isOpen = true;
        _uart.DropArrived();
        ShowFraming();
    }

    public void Close()
    {
        _isOpen = false;
    }

    public void Dispose()
    {
        Close();
    }

    /// <summary>Takes what has arrived, at most <paramref name="count"/> bytes.</summary>
    public int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfClosed();
        return _uart.TakeArrived(buffer.AsSpan(offset, count));
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        ThrowIfClosed();
        _uart.Transmit(buffer.AsSpan(offset, count).ToArray());
    }

    private bool HasPin(DeviceFunction function)
    {
        return _cycle.StaticOf<PinFunctions>().Find(function) is not null;
    }

    private void ShowFraming()
    {
        _cycle.ThrowIfLost();
        if (_isOpen)
        {
            _uart.Framing = new UartFraming(BaudRate, Parity, StopBits);
        }
    }

    private void ThrowIfClosed()
    {
        _cycle.ThrowIfLost();
        if (!_isOpen)
        {
            throw new InvalidOperationException($"{PortName} is not open.");
        }
    }
}
