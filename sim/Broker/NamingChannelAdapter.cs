using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace Wugang.Sim.Broker;

/// <summary>A client's connection that gives a nameless MQTT 3.1.1 client a name.</summary>
internal sealed class NamingChannelAdapter(IMqttChannelAdapter channel) : IMqttChannelAdapter
{
    public long BytesReceived => channel.BytesReceived;

    public long BytesSent => channel.BytesSent;

    public X509Certificate2 ClientCertificate => channel.ClientCertificate;

    public EndPoint RemoteEndPoint => channel.RemoteEndPoint;

    public EndPoint LocalEndPoint => channel.LocalEndPoint;

    public bool IsSecureConnection => channel.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => channel.PacketFormatterAdapter;

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        MqttPacket packet = await channel.ReceivePacketAsync(cancellationToken).ConfigureAwait(false);
        if (packet is MqttConnectPacket { ClientId: "" or null } connect
            && PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V311)
        {
            connect.ClientId = Guid.NewGuid().ToString("N");
        }

        return packet;
    }

    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        return channel.ConnectAsync(cancellationToken);
    }

    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        return channel.DisconnectAsync(cancellationToken);
    }

    public void ResetStatistics()
    {
        channel.ResetStatistics();
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        return channel.SendPacketAsync(packet, cancellationToken);
    }

    public void Dispose()
    {
        channel.Dispose();
    }
}
