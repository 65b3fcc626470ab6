using Wugang.Firmware.Core;

namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// Received messages on their way from the network to the step: a fixed ring that one side fills and the other empties.
/// Where it is full the newest message is lost, and its sender hears no answer.
/// </summary>
public sealed class MessageRing
{
    private readonly byte[][] _messages = new byte[Limits.MaxPendingMessages][];
    private readonly object _lock = new object();
    private int _oldest;
    private int _count;

    public void Add(byte[] message)
    {
        lock (_lock)
        {
            if (_count < Limits.MaxPendingMessages)
            {
                _messages[(_oldest + _count) % Limits.MaxPendingMessages] = message;
                _count++;
            }
        }
    }

    /// <summary>Takes the oldest message, or null where there is none.</summary>
    public byte[] Take()
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                return null;
            }

            byte[] message = _messages[_oldest];
            _messages[_oldest] = null;
            _oldest = (_oldest + 1) % Limits.MaxPendingMessages;
            _count--;
            return message;
        }
    }
}
