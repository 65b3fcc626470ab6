using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wugang.Sim.App;

/// <summary>What a node needs to sign in and to sign: what differs from run to run.</summary>
/// <param name="BrokerHost">Host name or address of the broker.</param>
/// <param name="BrokerPort">TCP port of the broker.</param>
/// <param name="Password">The node's password there.</param>
/// <param name="Key">The node's key.</param>
internal sealed record NodeAccess(string BrokerHost, int BrokerPort, string Password, StoredKey Key)
{
    /// <summary>The file of keys, as it goes onto the node's flash drive.</summary>
    public byte[] WriteKeys()
    {
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["key"] = new JsonObject { ["kid"] = Key.KeyId, ["k"] = Key.Secret },
            ["broker_password"] = Password,
        });
    }
}
