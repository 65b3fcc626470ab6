using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;
using MQTTnet.Server.Internal.Adapter;

namespace Wugang.Sim.Broker;

/// <summary>
/// The server's TCP entrance, which names MQTT 3.1.1 clients that come without a client id, as ordinary tools do
/// (MQTT 3.1.1, section 3.1.3.1 allows it; MQTTnet's server refuses them).
/// </summary>
internal sealed class NamingServerAdapter : IMqttServerAdapter
{
    private readonly MqttTcpServerAdapter _tcp = new();

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _tcp.ClientHandler = channel => ClientHandler?.Invoke(new NamingChannelAdapter(channel)) ?? Task.CompletedTask;
        return _tcp.StartAsync(options, logger);
    }

    public Task StopAsync()
    {
        return _tcp.StopAsync();
    }

    public void Dispose()
    {
        _tcp.Dispose();
    }
}
