using System.Security.Cryptography;
using System.Text;
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
    private const int SensorKeyBytes = 16;

    /// <summary>The file of keys, as it goes onto the node's flash drive.</summary>
    /// <param name="sensorAddresses">Addresses of its radio sensors; the key that each was made with follows from the node's.</param>
    public byte[] WriteKeys(params IEnumerable<string> sensorAddresses)
    {
        byte[] secret = Key.MakeSecret();
        JsonObject[] sensors = [.. sensorAddresses.Select(address => new JsonObject
        {
            ["address"] = address,
            ["key"] = Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(address)).AsSpan(0, SensorKeyBytes)),
        })];
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["key"] = new JsonObject { ["kid"] = Key.KeyId, ["k"] = Key.Secret },
            ["broker_password"] = Password,
            ["sensors"] = new JsonArray([.. sensors]),
        });
    }
}
