using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace Wugang.Sim.Broker;

/// <summary>
/// The server's TCP entrance on loopback. Unlike MQTTnet's own it bounds what a client can make the server buffer, and it
/// names MQTT 3.1.1 clients that come without a client id, as ordinary tools do (MQTT 3.1.1, section 3.1.3.1 allows it).
/// </summary>
internal sealed class LoopbackServerAdapter(int port, int maxPacketBytes) : IMqttServerAdapter
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port);
    private readonly CancellationTokenSource _closing = new();

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener.Start();
        _ = AcceptAsync(options, logger);
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
    }

    public void Dispose()
    {
        _closing.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        CancellationToken closing = _closing.Token;
        while (!closing.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(closing), options, logger);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // A client that went away while it was accepted, or the end.
            }
        }
    }

    private async Task ServeAsync(TcpClient client, MqttServerOptions options, IMqttNetLogger logger)
    {
        using (client)
        {
            client.NoDelay = true;
            MqttTcpChannel tcp = new(client.GetStream(), client.Client.LocalEndPoint, client.Client.RemoteEndPoint, null);
            MqttBufferWriter buffer = new(options.WriterBufferSize, options.WriterBufferSizeMax);
            using MqttChannelAdapter channel = new(
                new BoundedChannel(tcp, maxPacketBytes), new MqttPacketFormatterAdapter(buffer), logger);

            // Whatever goes wrong with a client ends that client alone.
            Task served = ClientHandler?.Invoke(new NamingChannelAdapter(channel)) ?? Task.CompletedTask;
            await served.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
