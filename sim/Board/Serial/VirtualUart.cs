namespace Wugang.Sim.Board;

/// <summary>One UART seen from outside the chip. What has arrived and nobody read is lost when the port is opened anew.</summary>
public sealed class VirtualUart
{
    /// <summary>Bytes that wait for the firmware at most; later ones are lost.</summary>
    public const int ArrivedMax = 256;

    private readonly Lock _gate = new();
    private readonly Queue<byte> _arrived = new();

    internal VirtualUart(int port)
    {
        Port = port;
    }

    /// <summary>Bytes leave the chip; raised on the firmware's thread.</summary>
    public event Action<byte[]>? Transmitted;

    /// <summary>Number of the port, from 1.</summary>
    public int Port { get; }

    /// <summary>What firmware has set; null before it has opened the port.</summary>
    public UartFraming? Framing { get; internal set; }

    internal int ArrivedCount
    {
        get
        {
            lock (_gate)
            {
                return _arrived.Count;
            }
        }
    }

    /// <summary>Bytes arrive at the chip.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (byte value in bytes[..Math.Min(bytes.Length, ArrivedMax - _arrived.Count)])
            {
                _arrived.Enqueue(value);
            }
        }
    }

    internal void Transmit(byte[] bytes)
    {
        Transmitted?.Invoke(bytes);
    }

    internal int TakeArrived(Span<byte> target)
    {
        lock (_gate)
        {
            int count = Math.Min(target.Length, _arrived.Count);
            for (int i = 0; i < count; i++)
            {
                target[i] = _arrived.Dequeue();
            }

            return count;
        }
    }

    internal void DropArrived()
    {
        lock (_gate)
        {
            _arrived.Clear();
        }
    }
}
