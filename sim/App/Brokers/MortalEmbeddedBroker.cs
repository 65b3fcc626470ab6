using Wugang.Sim.Broker;

namespace Wugang.Sim.App.Brokers;

/// <summary>The embedded broker, where mosquitto is not installed: with it go all sessions and retained messages.</summary>
internal sealed class MortalEmbeddedBroker(int port, IReadOnlyList<BrokerAccount> accounts) : IMortalBroker
{
    private EmbeddedBroker? _broker;

    public string Name => "embedded broker";

    /// <summary>Whether a client of this id is connected.</summary>
    public bool IsConnected(string clientId)
    {
        return _broker?.IsConnected(clientId) == true;
    }

    public async Task StartAsync()
    {
        try
        {
            _broker = await EmbeddedBroker.StartAsync(port, accounts);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new InvalidOperationException($"The broker does not start on port {port}: {e.Message}", e);
        }
    }

    public async Task KillAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
            _broker = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
    }
}
