using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;

namespace Wugang.Sim.Broker;

/// <summary>
/// A connection that fails as soon as the header of a packet announces more than is allowed, before anything makes room for
/// it: MQTTnet makes room for whatever is announced, up to 256 MB.
/// </summary>
internal sealed class BoundedChannel(IMqttChannel channel, int maxPacketBytes) : IMqttChannel
{
    private const int LengthBits = 7;
    private const int MaxLengthShift = 3 * LengthBits;

    private bool _isInLength;
    private int _lengthShift;
    private long _remaining;

    public X509Certificate2 ClientCertificate => channel.ClientCertificate;

    public EndPoint RemoteEndPoint => channel.RemoteEndPoint;

    public EndPoint LocalEndPoint => channel.LocalEndPoint;

    public bool IsSecureConnection => channel.IsSecureConnection;

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await channel.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        Follow(buffer.AsSpan(offset, read));
        return read;
    }

    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        return channel.ConnectAsync(cancellationToken);
    }

    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        return channel.DisconnectAsync(cancellationToken);
    }

    public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        return channel.WriteAsync(buffer, isEndOfPacket, cancellationToken);
    }

    public void Dispose()
    {
        channel.Dispose();
    }

    /// <summary>Follows the packets (MQTT 5.0, section 2.1.4): one byte, one to four bytes of length, then so many bytes.</summary>
    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_isInLength)
            {
                ReadLength(bytes[0]);
                bytes = bytes[1..];
            }
            else if (_remaining > 0)
            {
                int taken = (int)Math.Min(_remaining, bytes.Length);
                _remaining -= taken;
                bytes = bytes[taken..];
            }
            else
            {
                (_isInLength, _lengthShift) = (true, 0);
                bytes = bytes[1..];
            }
        }
    }

    private void ReadLength(byte digit)
    {
        _remaining |= (long)(digit & 0x7F) << _lengthShift;
        _isInLength = digit >= 0x80 && _lengthShift < MaxLengthShift;
        _lengthShift += LengthBits;
        if (_remaining > maxPacketBytes)
        {
            throw new InvalidDataException($"A packet of more than {maxPacketBytes} bytes.");
        }
    }
}
