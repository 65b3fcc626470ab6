namespace Wugang.Sim.Board;

/// <summary>The UARTs of one board, by number.</summary>
public sealed class VirtualUarts
{
    /// <summary>UARTs of the ESP32-S3.</summary>
    public const int Count = 3;

    private readonly VirtualUart[] _uarts = [.. Enumerable.Range(1, Count).Select(port => new VirtualUart(port))];

    internal VirtualUarts()
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">The chip has no such port.</exception>
    public VirtualUart this[int port]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, Count);
            return _uarts[port - 1];
        }
    }

    /// <summary>The UART of a name such as COM2, or null.</summary>
    internal VirtualUart? Find(string name)
    {
        return _uarts.FirstOrDefault(uart => name == $"COM{uart.Port}");
    }
}
